package io.medley.bench.journey;

import io.camunda.client.CamundaClient;
import io.medley.seed.Doors;
import io.medley.seed.Stack;
import io.medley.seed.http.Api;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The stack that is measured: services, broker and databases in processes of their own. */
final class RunningStack implements AutoCloseable {

  private final Stack stack;
  private final Doors doors;
  private final Api marketer;
  private final JdbcClient campaigns;
  private final CamundaClient engine;

  RunningStack(Path description) throws IOException {
    this.stack = Stack.read(description);
    this.doors = new Doors(stack);
    this.marketer = campaign("mia.marketer");
    Stack.Database database = stack.database("campaign");
    this.campaigns =
        JdbcClient.create(
            new DriverManagerDataSource(database.url(), database.user(), database.password()));
    this.engine =
        CamundaClient.newClientBuilder()
            .grpcAddress(setting("CAMUNDA_CLIENT_GRPCADDRESS"))
            .restAddress(setting("CAMUNDA_CLIENT_RESTADDRESS"))
            .preferRestOverGrpc(false)
            .numJobWorkerExecutionThreads(2)
            .build();
  }

  /** Where campaign-service was told to find the engine. */
  private URI setting(String name) throws IOException {
    return Files.readAllLines(stack.home().resolve("env").resolve("campaign.env")).stream()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> URI.create(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("The stack does not say " + name));
  }

  /** campaign-service as the marketer uses it. */
  Api marketer() {
    return marketer;
  }

  /** campaign-service as somebody uses it. */
  Api campaign(String person) {
    return doors.api("campaign", person);
  }

  /** campaign-service's database as its owner. */
  JdbcClient campaigns() {
    return campaigns;
  }

  /** Memory a service's process holds now. */
  long residentBytes(String service) throws IOException {
    String pid = Files.readString(stack.home().resolve("pids").resolve(service)).split(" ", 2)[0];
    return Files.readAllLines(Path.of("/proc", pid, "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }

  CamundaClient engine() {
    return engine;
  }

  /** The process of one of the services. */
  long pid(String name) throws IOException {
    String record = Files.readString(stack.home().resolve("pids").resolve(name));
    return Long.parseLong(record.strip().split("\\s+")[0]);
  }

  URI url(String name) {
    return stack.url(name);
  }

  @Override
  public void close() {
    engine.close();
  }
}
