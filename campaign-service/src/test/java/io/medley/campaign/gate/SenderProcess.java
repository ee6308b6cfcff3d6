package io.medley.campaign.gate;

import io.medley.campaign.touch.TouchCommand;
import io.medley.campaign.touch.TouchGate;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * A sending process in a JVM of its own, which makes one touch, stands still on it and is killed.
 */
final class SenderProcess implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private record Order(
      Map<String, String> settings, TouchCommand command, PausePoint.At at, String arrival) {}

  private final Process process;
  private final Path arrival;
  private final Path log;

  private SenderProcess(Process process, Path arrival, Path log) {
    this.process = process;
    this.arrival = arrival;
    this.log = log;
  }

  static SenderProcess start(GateBench bench, TouchCommand command, PausePoint.At at)
      throws IOException {
    Path folder = Files.createTempDirectory("sender");
    Path arrival = folder.resolve("arrived");
    Map<String, String> settings = new LinkedHashMap<>(bench.settings());
    // It makes its touch and nothing else: the bench reads the feed and recovers.
    settings.put("medley.background.enabled", "false");
    Path order = folder.resolve("order.json");
    Files.write(
        order, JSON.writeValueAsBytes(new Order(settings, command, at, arrival.toString())));
    // Surefire may start tests from a jar that only names the class path.
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", classPath));
    line.addAll(List.of(SenderProcess.class.getName(), order.toString()));
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(new File(log.toString()))
            .start();
    return new SenderProcess(process, arrival, log);
  }

  void awaitStandingStill() {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new IllegalStateException("It ended by itself:\n" + Files.readString(log));
              }
              return Files.exists(arrival);
            });
  }

  /** {@code kill -9}; returns when it is dead. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
  }

  /** The process itself. */
  public static void main(String[] arguments) throws IOException {
    Order order = JSON.readValue(Files.readAllBytes(Path.of(arguments[0])), Order.class);
    PausePoint pause =
        new PausePoint(
            order.at(),
            () -> {
              try {
                Files.writeString(Path.of(order.arrival()), "here");
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    try (ConfigurableApplicationContext context =
        GateBench.context(new LinkedHashMap<>(order.settings()), Clock.systemUTC(), pause)) {
      System.out.println(context.getBean(TouchGate.class).touch(order.command()));
    }
  }
}
