package io.medley.content.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.RunningContentService;
import io.medley.content.SampleFiles;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Drafts nobody goes on with: reminded of once, then given up. */
class DraftsThatLieIT {

  private static final RunningContentService SERVICE = RunningContentService.get();
  private static final AtomicInteger NUMBERS =
      new AtomicInteger((int) (System.nanoTime() % 100_000));

  private final JdbcClient jdbc = SERVICE.bean(JdbcClient.class);
  private final DraftHousekeeping housekeeping = SERVICE.bean(DraftHousekeeping.class);

  @Test
  void shouldRemindOnceAndGiveUpWhatLayLongEnough() {
    UUID fresh = draftLying(Duration.ofDays(75));
    UUID old = draftLying(Duration.ofDays(80));
    UUID over = draftLying(Duration.ofDays(91));

    housekeeping.lookThrough();
    housekeeping.lookThrough();

    assertThat(state(fresh)).isEqualTo("DRAFT");
    assertThat(told(fresh)).isEmpty();
    assertThat(state(old)).isEqualTo("DRAFT");
    assertThat(told(old))
        .singleElement()
        .asString()
        .startsWith("This draft is given up on ")
        .endsWith(" unless somebody goes on with it.");
    assertThat(state(over)).isEqualTo("CANCELLED");
    assertThat(
            jdbc.sql(
                    """
                    select facts ->> 'why' from audit_entry
                    where aggregate_type = 'asset-version' and aggregate_id = :id and action = 'state-changed'
                    """)
                .param("id", over.toString())
                .query(String.class)
                .list())
        .containsExactly("Nothing was done with it for 90 days.");
  }

  @Test
  void shouldLeaveADraftAloneThatSomebodyTouchedMeanwhile() {
    UUID version = draftLying(Duration.ofDays(1));
    GivingUp givingUp = SERVICE.bean(GivingUp.class);

    assertThat(givingUp.lay(new VersionId(version), Instant.now().minus(Duration.ofDays(90)), 90))
        .isFalse();
    assertThat(state(version)).isEqualTo("DRAFT");
  }

  @Test
  void shouldRefuseToStartWhereTheReminderWouldComeTooLate() {
    new ApplicationContextRunner()
        .withUserConfiguration(Settings.class)
        .withPropertyValues("medley.drafts.remind-after=100d")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining("shorter than give-up-after"));
  }

  @org.springframework.boot.context.properties.EnableConfigurationProperties(DraftSettings.class)
  static class Settings {}

  private UUID draftLying(Duration time) {
    String jobCode = "GB-ZEL-D" + NUMBERS.incrementAndGet();
    UUID version =
        UUID.fromString(
            SERVICE
                .upload(
                    "anna.agency",
                    "piece.html",
                    SampleFiles.cleanEmail(jobCode).getBytes(StandardCharsets.UTF_8),
                    Map.of())
                .body()
                .path("versionId")
                .asString());
    jdbc.sql(
            "update asset_version set changed_at = changed_at - cast(:time as interval) where id = :id")
        .param("time", time.toHours() + " hours")
        .param("id", version)
        .update();
    return version;
  }

  private static String state(UUID version) {
    return SERVICE.get("anna.agency", "/api/versions/" + version).body().path("state").asString();
  }

  private List<String> told(UUID version) {
    return jdbc.sql("select message from notification where link = :link and kind = 'REMINDER'")
        .param("link", "/assets/versions/" + version)
        .query(String.class)
        .list();
  }
}
