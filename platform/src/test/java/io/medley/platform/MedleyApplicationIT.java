package io.medley.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.local.LocalStack;
import io.medley.local.PostgresServer;
import io.medley.platform.sample.SampleService;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class MedleyApplicationIT {

  private final PostgresServer.Database database =
      LocalStack.forTests().newDatabase(LocalStack.forTests().postgres().content());
  private final Path folder;

  MedleyApplicationIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void shouldMigrateAsOwnerAndVerifyAsTheService() {
    assertThat(run(database.owner(), "--migrate").code()).isZero();
    assertThat(run(database.owner(), "--migrate").code()).as("again").isZero();

    Outcome text = run(database.app(), "--verify-audit");
    Outcome json = run(database.app(), "--verify-audit", "--json");
    Outcome reindex = run(database.app(), "--reindex");

    assertThat(text.code()).isZero();
    assertThat(text.output()).contains("0 entries", "The audit verifies.");
    assertThat(json.output().strip().lines()).hasSize(1);
    assertThat(json.output()).contains("\"verified\":true", "\"newerThanLastRoot\":0");
    assertThat(reindex.code()).isZero();
  }

  @Test
  void shouldAnswerOneWhenTheAuditDoesNotHold() {
    assertThat(run(database.owner(), "--migrate").code()).isZero();
    JdbcClient.create(
            new DriverManagerDataSource(
                database.jdbcUrl(), database.owner().user(), database.owner().password()))
        .sql(
            """
            insert into audit_entry (aggregate_type, aggregate_id, sequence, action, actor, facts,
              at, recorded_at, previous_hash, hash)
            values ('piece', 'a', 1, 'approved', '{}', '{}', now(), now(), 'x', 'y')
            """)
        .update();

    Outcome outcome = run(database.app(), "--verify-audit");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.output()).contains("INSERTED at piece a, entry 1", "does NOT verify");
  }

  private record Outcome(int code, String output) {}

  private Outcome run(PostgresServer.Login as, String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(
        List.of(
            "--medley.service=content",
            "--medley.database.app-role=" + database.app().user(),
            "--spring.datasource.url=" + database.jdbcUrl(),
            "--spring.datasource.username=" + as.user(),
            "--spring.datasource.password=" + as.password(),
            "--medley.store.folder=" + folder.resolve("store"),
            "--medley.keys.folder=" + folder.resolve("keys"),
            "--medley.audit.roots-folder=" + folder.resolve("roots"),
            "--medley.sign-in.issuer=http://127.0.0.1:1",
            "--medley.sign-in.client-id=content",
            "--medley.sign-in.client-secret=unused"));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      int code = MedleyApplication.command(SampleService.class, arguments.toArray(String[]::new));
      return new Outcome(code, printed.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(before);
    }
  }
}
