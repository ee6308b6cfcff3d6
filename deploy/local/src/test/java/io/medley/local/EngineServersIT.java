package io.medley.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The three servers every test of Medley runs on: up side by side, durable, on loopback only. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EngineServersIT {

  private final StackHome home = StackHome.temporary();
  private PostgresServer postgres;
  private ElasticsearchServer elasticsearch;
  private ZeebeBroker broker;

  EngineServersIT() {
    var starting = CompletableFuture.supplyAsync(() -> PostgresServer.start(home));
    var indexing = CompletableFuture.supplyAsync(() -> ElasticsearchServer.start(home));
    var flowing =
        CompletableFuture.supplyAsync(
            () ->
                ZeebeBroker.start(
                    home, ZeebeBroker.Options.forTests(ElasticsearchServer.address(home))));
    postgres = starting.join();
    elasticsearch = indexing.join();
    broker = flowing.join();
  }

  @AfterAll
  void stop() {
    LocalStack.sideBySide(
        List.of(() -> broker.close(), () -> elasticsearch.close(), () -> postgres.close()));
    assertThat(home.folder().resolve("pids")).isEmptyDirectory();
    home.discard();
  }

  @Test
  void shouldListenOnLoopbackOnly() {
    assertThat(ListeningSockets.of(ProcessHandle.current()))
        .hasSizeGreaterThanOrEqualTo(7)
        .allSatisfy(
            socket ->
                assertThat(socket.getAddress().isLoopbackAddress()).as(socket.toString()).isTrue());
  }

  @Test
  void shouldKeepWhatPostgresCommittedBeforeItWasKilled() throws SQLException {
    PostgresServer.Database content = postgres.content();
    execute(content, content.owner(), "CREATE TABLE kept (what text)");
    execute(content, content.owner(), "GRANT SELECT ON kept TO content_app");
    execute(content, content.owner(), "INSERT INTO kept VALUES ('before')");

    postgres.kill();
    postgres = PostgresServer.start(home);

    assertThat(postgres.content()).isEqualTo(content);
    assertThat(first(content, content.app(), "SELECT what FROM kept")).isEqualTo("before");
    assertThat(first(content, content.app(), "SHOW fsync")).isEqualTo("on");
    assertThat(first(content, content.app(), "SHOW synchronous_commit")).isEqualTo("on");
  }

  @Test
  void shouldLetAnAppRoleDoOnlyWhatItsOwnerGranted() throws SQLException {
    PostgresServer.Database campaign = postgres.campaign();
    execute(campaign, campaign.owner(), "CREATE TABLE entries (what text)");
    execute(campaign, campaign.owner(), "GRANT SELECT, INSERT ON entries TO campaign_app");
    execute(campaign, campaign.app(), "INSERT INTO entries VALUES ('mine')");

    assertThatThrownBy(() -> execute(campaign, campaign.app(), "DELETE FROM entries"))
        .hasMessageContaining("permission denied");
    assertThatThrownBy(() -> execute(campaign, campaign.app(), "CREATE TABLE other (x int)"))
        .hasMessageContaining("permission denied");
    assertThatThrownBy(() -> execute(campaign, postgres.content().app(), "SELECT 1"))
        .hasMessageContaining("permission denied");
    assertThatThrownBy(
            () ->
                execute(campaign, new PostgresServer.Login("campaign_app", "guessed"), "SELECT 1"))
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void shouldCloneADatabaseWithItsTablesAndGrants() throws SQLException {
    PostgresServer.Database template = postgres.create("template_of_a_test", postgres.content());
    execute(template, template.owner(), "CREATE TABLE cloned (what text)");
    execute(template, template.owner(), "GRANT SELECT, INSERT ON cloned TO content_app");

    PostgresServer.Database clone = postgres.clone("clone_of_a_test", template);
    execute(clone, clone.app(), "INSERT INTO cloned VALUES ('only here')");

    assertThat(first(clone, clone.app(), "SELECT count(*) FROM cloned")).isEqualTo("1");
    assertThat(first(template, template.app(), "SELECT count(*) FROM cloned")).isEqualTo("0");
    postgres.drop(clone);
    postgres.drop(template);
  }

  @Test
  void shouldKeepDocumentsAcrossARestartOfElasticsearch() throws Exception {
    URI document = elasticsearch.url().resolve("/kept-documents/_doc/1?refresh=true");
    assertThat(Http.put(document, "{\"what\":\"before\"}").statusCode()).isEqualTo(201);

    elasticsearch.close();
    elasticsearch = ElasticsearchServer.start(home);

    assertThat(Http.get(elasticsearch.url().resolve("/kept-documents/_doc/1")).body())
        .contains("before");
  }

  @Test
  void shouldMoveTheBrokersClockForward() {
    Instant before = broker.clock().now();

    Instant after = broker.clock().add(Duration.ofDays(10));

    assertThat(Duration.between(before, after))
        .isBetween(Duration.ofDays(10), Duration.ofDays(10).plusMinutes(1));
    assertThat(broker.clock().now()).isAfterOrEqualTo(after);
  }

  @Test
  void shouldSayWhichServerEndedEarlyAndWhereItsLogIs() {
    StackHome own = StackHome.temporary();
    ChildProcess child =
        ChildProcess.start(
            own,
            "short",
            List.of("sh", "-c", "echo it broke; exit 3"),
            java.util.Map.of(),
            own.folder(),
            "TERM");

    assertThatThrownBy(() -> child.awaitReady(Duration.ofSeconds(20), () -> false))
        .isInstanceOf(ServerDidNotStart.class)
        .hasMessage("short ended with status 3 before it was ready.");
    assertThat(ChildProcess.tail(own.log("short"), 5)).isEqualTo("it broke");
    own.discard();
  }

  @Test
  void shouldStopRecordedProcessesButNeverAStrangerWithTheSameNumber() {
    StackHome own = StackHome.temporary();
    ChildProcess orphan =
        ChildProcess.start(
            own, "orphan", List.of("sleep", "600"), java.util.Map.of(), own.folder(), "TERM");
    ChildProcess stranger =
        ChildProcess.start(
            own, "stranger", List.of("sleep", "600"), java.util.Map.of(), own.folder(), "TERM");
    rewrite(own, "stranger");

    ChildProcess.stopRecorded(own.folder().resolve("pids"));

    await().atMost(Duration.ofSeconds(10)).until(() -> !orphan.isAlive());
    assertThat(stranger.isAlive()).isTrue();
    stranger.close();
    own.discard();
  }

  private static void rewrite(StackHome home, String name) {
    try {
      var record = home.folder().resolve("pids").resolve(name);
      String[] fields = java.nio.file.Files.readString(record).split(" ");
      fields[1] = Long.toString(Long.parseLong(fields[1]) - 1);
      java.nio.file.Files.writeString(record, String.join(" ", fields));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void execute(PostgresServer.Database database, PostgresServer.Login as, String sql)
      throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), as.user(), as.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String first(PostgresServer.Database database, PostgresServer.Login as, String sql)
      throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), as.user(), as.password());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
