package io.medley.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One of Medley's services, run from its jar. */
public final class ServiceProcess extends RunningServer {

  private final ChildProcess process;

  private ServiceProcess(ChildProcess process) {
    super(process);
    this.process = process;
  }

  /**
   * Starts a service and returns when its readiness address answers 200.
   *
   * @param name in {@code ./medley status} and {@code logs}
   * @param environment its settings
   * @param readiness e.g. {@code http://127.0.0.1:20123/actuator/health/readiness}
   */
  public static ServiceProcess start(
      StackHome home, String name, Path jar, Map<String, String> environment, URI readiness) {
    ChildProcess process =
        ChildProcess.start(home, name, command(jar, List.of()), environment, home.folder(), "TERM");
    process.awaitReady(Duration.ofMinutes(5), () -> Http.get(readiness).statusCode() == 200);
    return new ServiceProcess(process);
  }

  /**
   * Runs one of the service's commands to its end; what it says goes to the service's log.
   *
   * @param command e.g. {@code --migrate}
   * @throws ServerDidNotStart when it fails
   */
  public static void run(
      StackHome home, String name, Path jar, Map<String, String> environment, String command) {
    ChildProcess process =
        ChildProcess.start(
            home, name, command(jar, List.of(command)), environment, home.folder(), "TERM");
    try {
      if (!process.waitFor(Duration.ofMinutes(5))) {
        throw new ServerDidNotStart(
            name + " did not end " + command + " within five minutes.", process.log());
      }
      if (process.exitValue() != 0) {
        throw new ServerDidNotStart(
            name + " ended " + command + " with status " + process.exitValue() + ".",
            process.log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerDidNotStart(name + " was interrupted.", process.log(), e);
    } finally {
      process.close();
    }
  }

  private static List<String> command(Path jar, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                jar.toString()));
    command.addAll(arguments);
    return command;
  }

  /** Waits until the process has ended, for whatever reason, and gives its exit status. */
  public int awaitEnd() throws InterruptedException {
    return process.awaitEnd();
  }
}
