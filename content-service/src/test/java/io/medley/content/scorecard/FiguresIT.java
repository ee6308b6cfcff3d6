package io.medley.content.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.Pieces;
import io.medley.content.RunningContentService;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.review.ReviewOpening;
import io.medley.local.PostgresServer;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.command.Reindexer;
import io.medley.platform.security.Actor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Figures from recorded events: who sees what, and that deriving them anew gives the same. */
class FiguresIT {

  private static final RunningContentService SERVICE = RunningContentService.get();

  private final FigureKeeping projection = SERVICE.bean(FigureKeeping.class);

  @Test
  void shouldShowWhatIsLateToTheCoordinatorAndToItsReviewersOnly() throws Exception {
    UUID review = underReview();
    lane(review, "MEDICAL", Instant.now().minus(Duration.ofDays(3)));
    lane(review, "LEGAL", Instant.now().minus(Duration.ofDays(3)));
    projection.catchUp();

    assertThat(risks("cora.coordinator", review)).containsExactlyInAnyOrder("MEDICAL", "LEGAL");
    assertThat(risks("max.medical", review)).containsExactly("MEDICAL");
    assertThat(SERVICE.get("anna.agency", "/api/figures").status()).isEqualTo(403);
    assertThat(SERVICE.get("mia.marketer", "/api/figures").status()).isEqualTo(403);
    assertThat(SERVICE.get("cora.coordinator", "/api/figures?by=mood").status()).isEqualTo(400);
    JsonNode toDo = SERVICE.get("cora.coordinator", "/api/figures/to-do").body();
    assertThat(toDo.get(0).path("urgency").asString()).isEqualTo("LATE");
    assertThat(toDo.valueStream().map(one -> one.path("href").asString()))
        .contains("/queue?lane=MEDICAL&market=GB");
    assertThat(ScorecardIT.page("cora.coordinator", "/figures"))
        .contains("What to do about reviews", "Medical, GB", "Late", "How it is measured")
        .doesNotContain("style=\"");
    assertThat(ScorecardIT.page("max.medical", "/figures"))
        .contains("How your reviews go")
        .doesNotContain("Legal");
    assertThat(ScorecardIT.page("cora.coordinator", "/queue?market=GB")).contains("Test piece");
    assertThat(ScorecardIT.page("cora.coordinator", "/queue?market=FR"))
        .doesNotContain("Test piece");
  }

  @Test
  void shouldMeasureWaitAndWorkFromTheRecordedEvents() throws Exception {
    UUID review = underReview();
    lane(review, "REGULATORY", Instant.now().plus(Duration.ofDays(3)));
    Actor rhea = Pieces.person("rhea.regulatory");
    event(review, "lane-work-begun", rhea, Map.of("lane", "REGULATORY"));
    event(review, "signed", rhea, Map.of("lane", "REGULATORY", "verdict", "RESUBMIT"));
    event(review, "task-returned", rhea, Map.of("lane", "REGULATORY", "reason", "x"));
    event(
        review,
        "verdict-recorded",
        rhea,
        Map.of("lane", "REGULATORY", "verdict", "RESUBMIT", "signer", "rhea.regulatory"));
    event(review, "returned", rhea, Map.of("points", 3, "cause", "FAIR_BALANCE"));
    projection.catchUp();

    JsonNode people = SERVICE.get("cora.coordinator", "/api/figures?by=person").body();
    JsonNode figure =
        people
            .valueStream()
            .filter(one -> one.path("key").asString().equals("rhea.regulatory"))
            .findFirst()
            .orElseThrow();
    assertThat(figure.path("signed").asInt()).isPositive();
    assertThat(figure.path("cameBack").asInt()).isPositive();
    assertThat(figure.path("workDays").isNumber()).isTrue();
    assertThat(ScorecardIT.page("cora.coordinator", "/figures/charts"))
        .contains("Where does the time go?", "Why do pieces come back?", "Fair balance", "<canvas");
    String csv =
        new String(
            SERVICE.get("cora.coordinator", "/api/figures.csv?by=lane").response().body(),
            StandardCharsets.UTF_8);
    assertThat(csv).startsWith("lane,open,signed,late,").contains("Regulatory,");
    assertThat(people("rhea.regulatory")).containsExactly("rhea.regulatory");
  }

  @Test
  void shouldDeriveTheSameAnewAndMendWhatDiffers() {
    UUID review = underReview();
    lane(review, "MEDICAL", Instant.now().plus(Duration.ofDays(3)));
    event(
        review,
        "signed",
        Pieces.person("max.medical"),
        Map.of("lane", "MEDICAL", "verdict", "APPROVE"));
    projection.catchUp();

    Reindexer.Report same = projection.reindex();
    assertThat(same.equal()).isTrue();
    assertThat(same.stored()).isPositive();

    asOwner()
        .sql("update lane_figure set signed_by = 'somebody.else' where review_id = :id")
        .param("id", review)
        .update();
    assertThat(projection.reindex().equal()).as("a difference is seen").isFalse();
    assertThat(projection.reindex().equal()).as("and mended").isTrue();
  }

  private static UUID underReview() {
    String version = ScorecardIT.submitted("anna.agency");
    UUID review = UUID.randomUUID();
    // No engine runs here: what the process does once the coordinator has accepted.
    SERVICE
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            status ->
                SERVICE
                    .bean(ReviewOpening.class)
                    .open(
                        SERVICE
                            .bean(AssetVersions.class)
                            .require(new VersionId(UUID.fromString(version))),
                        review,
                        "anna.agency"));
    event(review, "tier-decided", Actor.system("review"), Map.of("tier", "T2"));
    return review;
  }

  private static void lane(UUID review, String lane, Instant due) {
    event(
        review,
        "lane-opened",
        Actor.system("review"),
        Map.of("lane", lane, "dueAt", due.toString()));
  }

  private static void event(UUID review, String action, Actor by, Map<String, ?> facts) {
    SERVICE
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            status ->
                SERVICE
                    .bean(AuditTrail.class)
                    .append(new AuditEvent("review", review.toString(), action, by, facts)));
  }

  private static List<String> risks(String person, UUID review) {
    return SERVICE
        .get(person, "/api/figures/risks")
        .body()
        .valueStream()
        .filter(risk -> risk.at("/lane/review").asString().equals(review.toString()))
        .map(risk -> risk.at("/lane/lane").asString())
        .toList();
  }

  private static List<String> people(String person) {
    return SERVICE
        .get(person, "/api/figures?by=person")
        .body()
        .valueStream()
        .map(figure -> figure.path("key").asString())
        .toList();
  }

  private static JdbcClient asOwner() {
    PostgresServer.Database database = SERVICE.database();
    return JdbcClient.create(
        new DriverManagerDataSource(
            database.jdbcUrl(), database.owner().user(), database.owner().password()));
  }
}
