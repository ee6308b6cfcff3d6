package io.medley.content.production;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.content.RunningContentService;
import io.medley.content.RunningContentService.Answer;
import io.medley.content.SampleFiles;
import io.medley.content.SampleTags;
import io.medley.content.asset.VersionId;
import io.medley.workflows.engine.DecisionEvidence;
import io.medley.workflows.production.ProductionSteps;
import io.medley.workflows.production.QcCheck;
import io.medley.workflows.production.QcDecision;
import io.medley.workflows.production.QcFacts;
import io.medley.workflows.production.QcPlan;
import io.medley.workflows.production.Stand;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * The production of a piece as its process asks for it, and the coordinator's look, on the rows.
 */
class CoordinatorQcIT {

  private static final RunningContentService SERVICE = RunningContentService.get();
  private static final AtomicInteger NUMBERS =
      new AtomicInteger((int) (System.nanoTime() % 100_000));
  private static final AtomicLong INSTANCES = new AtomicLong(System.nanoTime());

  private final ProductionSteps steps = SERVICE.bean(ProductionSteps.class);
  private final Productions productions = SERVICE.bean(Productions.class);
  private final JdbcClient jdbc = SERVICE.bean(JdbcClient.class);
  private final String jobCode = "GB-ZEL-Q" + NUMBERS.incrementAndGet();

  @Test
  void shouldOpenTheReviewOnlyOnceACoordinatorAccepted() {
    UUID version = draft("anna.agency");
    UUID production = productionOf(version);
    assertThat(steps.look(production).stand()).isEqualTo(Stand.Place.TAGS_OPEN);
    confirm(version);
    assertThat(steps.look(production).stand()).isEqualTo(Stand.Place.READY);
    String review = submitted(version);
    assertThat(steps.look(production).stand()).isEqualTo(Stand.Place.SUBMITTED);
    assertThatThrownBy(() -> steps.startReview(production))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no review opens");

    QcPlan plan = steps.planQc(production, decision(true));

    assertThat(plan.qc()).isEqualTo(QcPlan.Way.REQUIRED);
    assertThat(state(version)).isEqualTo("QC");
    assertThat(steps.recordQc(production).qcOutcome()).isEqualTo(QcCheck.Outcome.OPEN);
    assertThat(SERVICE.get("cora.coordinator", "/api/reviews/" + review).status()).isEqualTo(404);
    JsonNode queued = queued(version);
    assertThat(queued.path("state").asString()).isEqualTo("QC");
    assertThat(queued.path("lanes").get(0).path("lane").asString()).isEqualTo("COORDINATOR");

    Answer accepted = qc("cora.coordinator", version, Map.of("decision", "ACCEPT"));

    assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(200);
    assertThat(accepted.body().path("qc").asString()).isEqualTo("ACCEPTED");
    assertThat(steps.recordQc(production).qcOutcome()).isEqualTo(QcCheck.Outcome.ACCEPTED);
    steps.startReview(production);
    steps.startReview(production);
    assertThat(
            SERVICE
                .get("cora.coordinator", "/api/reviews/" + review)
                .body()
                .path("state")
                .asString())
        .isEqualTo("OPENED");
    assertThat(steps.look(production).stand()).isEqualTo(Stand.Place.OVER);
    assertThat(qc("cora.coordinator", version, Map.of("decision", "ACCEPT")).status())
        .isEqualTo(409);
    assertThat(actions(version))
        .containsSubsequence("submitted", "qc-required", "state-changed", "qc-accepted");
  }

  @Test
  void shouldReturnThePieceAsADraftWithTheReasonsAndTakeItAgain() throws Exception {
    UUID version = draft("anna.agency");
    confirm(version);
    String firstReview = submitted(version);
    UUID production = productionOf(version);
    steps.planQc(production, decision(true));
    assertThat(
            qc("cora.coordinator", version, Map.of("decision", "RETURN", "note", "Mend it"))
                .body()
                .path("type")
                .asString())
        .endsWith(":qc-reason-missing");
    assertThat(
            qc(
                    "cora.coordinator",
                    version,
                    Map.of("decision", "RETURN", "reasons", List.of("OTHER")))
                .status())
        .isEqualTo(422);

    Answer returned =
        qc(
            "cora.coordinator",
            version,
            Map.of(
                "decision",
                "RETURN",
                "reasons",
                List.of("WRONG_TAGS"),
                "note",
                "The audience is too narrow"));

    assertThat(returned.status()).as(returned.body().toString()).isEqualTo(200);
    JsonNode read = SERVICE.get("anna.agency", "/api/versions/" + version).body();
    assertThat(read.path("state").asString()).isEqualTo("DRAFT");
    assertThat(read.path("metadataHash").isNull()).isTrue();
    assertThat(page("anna.agency", "/assets/versions/" + version))
        .contains(
            "The coordinator returned it before the review",
            "Tags are wrong or say too little",
            "The audience is too narrow");
    assertThat(steps.recordQc(production).qcOutcome()).isEqualTo(QcCheck.Outcome.RETURNED);
    assertThat(steps.look(production).stand()).isEqualTo(Stand.Place.READY);
    assertThat(score("northlight").path("score").path("qcReturned").asInt()).isPositive();

    confirm(version);
    assertThat(submitted(version)).isNotEqualTo(firstReview);
    assertThat(steps.look(production).stand()).isEqualTo(Stand.Place.SUBMITTED);
    assertThat(steps.planQc(production, decision(true)).qc()).isEqualTo(QcPlan.Way.REQUIRED);
  }

  @Test
  void shouldLeaveTheLookOutAndSayWhy() {
    UUID version = draft("anna.agency");
    confirm(version);
    String review = submitted(version);
    UUID production = productionOf(version);

    assertThat(steps.planQc(production, decision(false)).qc()).isEqualTo(QcPlan.Way.SKIPPED);

    assertThat(state(version)).isEqualTo("SUBMITTED");
    Answer late = qc("cora.coordinator", version, Map.of("decision", "ACCEPT"));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body().path("detail").asString()).contains("Because the table says so");
    JsonNode said = score("northlight").at("/score/lastQc");
    assertThat(said.path("looked").asBoolean()).isFalse();
    assertThat(said.path("because").asString()).isEqualTo("Because the table says so");
    steps.startReview(production);
    assertThat(SERVICE.get("cora.coordinator", "/api/reviews/" + review).status()).isEqualTo(200);
  }

  @Test
  void shouldEndTheProductionOfADraftThatIsGivenUp() throws Exception {
    UUID version = draft("anna.agency");
    UUID production = productionOf(version);
    assertThat(page("anna.agency", "/assets/versions/" + version)).contains("Give it up");
    String path = "/api/versions/" + version + "/cancellation";
    Map<String, Object> why = Map.of("reason", "The event was called off.");
    assertThat(SERVICE.post("anna.agency", path, Map.of("reason", " ")).status()).isEqualTo(400);
    assertThat(SERVICE.post("ben.agency", path, why).status()).isEqualTo(404);
    assertThat(SERVICE.post("mia.marketer", path, why).status()).isEqualTo(403);
    long before = messages(production).size();

    Answer given = SERVICE.post("anna.agency", path, why);

    assertThat(given.status()).as(given.body().toString()).isEqualTo(200);
    assertThat(given.body().path("state").asString()).isEqualTo("CANCELLED");
    assertThat(messages(production)).hasSizeGreaterThan((int) before);
    assertThat(steps.look(production).stand()).isEqualTo(Stand.Place.OVER);
    assertThat(actions(version)).contains("state-changed");
    assertThat(SERVICE.post("anna.agency", path, why).status()).isEqualTo(409);
    assertThat(page("anna.agency", "/assets/versions/" + version))
        .contains("Upload next version")
        .doesNotContain("Give it up");
    assertThat(page("anna.agency", "/")).doesNotContain(version.toString());
  }

  @Test
  void shouldNotTakeASubmittedPieceAway() {
    UUID version = draft("anna.agency");
    confirm(version);
    submitted(version);

    Answer late =
        SERVICE.post(
            "anna.agency",
            "/api/versions/" + version + "/cancellation",
            Map.of("reason", "Second thoughts"));

    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body().path("detail").asString()).contains("SUBMITTED");
  }

  @Test
  void shouldTakeADecisionBeforeTheEngineAsked() {
    UUID version = draft("anna.agency");
    confirm(version);
    submitted(version);
    UUID production = productionOf(version);

    assertThat(qc("cora.coordinator", version, Map.of("decision", "ACCEPT")).status())
        .isEqualTo(200);

    assertThat(steps.qcFacts(production)).isEmpty();
    assertThat(steps.recordQc(production).qcOutcome()).isEqualTo(QcCheck.Outcome.ACCEPTED);
  }

  @Test
  void shouldAskWhoDecides() throws Exception {
    UUID version = draft("anna.agency");
    confirm(version);
    Answer early = qc("cora.coordinator", version, Map.of("decision", "ACCEPT"));
    assertThat(early.status()).isEqualTo(409);
    submitted(version);
    steps.planQc(productionOf(version), decision(true));

    assertThat(qc("anna.agency", version, Map.of("decision", "ACCEPT")).status()).isEqualTo(403);
    assertThat(qc("ben.agency", version, Map.of("decision", "ACCEPT")).status()).isEqualTo(404);
    assertThat(qc("max.medical", version, Map.of("decision", "ACCEPT")).status()).isEqualTo(403);
    assertThat(qc("cora.coordinator", version, Map.of("decision", "PERHAPS")).status())
        .isEqualTo(400);
    assertThat(page("cora.coordinator", "/")).contains("Look at it");
    assertThat(page("cora.coordinator", "/assets/versions/" + version + "/qc"))
        .contains("Because the table says so", "Accept: the review opens", "Return to agency");
    assertThat(page("anna.agency", "/assets/versions/" + version)).contains("With the coordinator");
  }

  @Test
  void shouldMeasureTheRecordWithoutTheSubmissionAtHand() {
    UUID version = draft("anna.agency");
    confirm(version);
    submitted(version);
    UUID production = productionOf(version);
    int known = score("northlight").path("score").path("submissions").asInt();

    QcFacts facts = steps.qcFacts(production).orElseThrow();

    assertThat(facts.submissions()).isEqualTo(known - 1);
    assertThat(facts.byCoordinator()).isFalse();
    assertThat(facts.correction()).isFalse();
  }

  @Test
  void shouldCarryABriefFromItsTaskToItsPiece() {
    Map<String, Object> wanted = new LinkedHashMap<>();
    wanted.put("title", "Asked for " + jobCode);
    wanted.put("brandId", "zelvaro");
    wanted.put("materialType", "EMAIL");
    wanted.put("markets", List.of("GB"));
    wanted.put("languages", List.of("en-GB"));
    wanted.put("channels", List.of("EMAIL"));
    wanted.put("audiences", List.of("HCP"));
    wanted.put("purpose", "PROMOTIONAL");
    wanted.put("agency", "northlight");
    wanted.put("dueOn", LocalDate.now(ZoneOffset.UTC).plusDays(9).toString());
    String brief = SERVICE.post("mia.marketer", "/api/briefs", wanted).body().path("id").asString();
    UUID production =
        jdbc.sql("select id from production where brief_id = :id and done_at is null")
            .param("id", UUID.fromString(brief))
            .query(UUID.class)
            .single();
    assertThat(steps.claim(production, 1, INSTANCES.incrementAndGet())).isTrue();
    assertThat(steps.claim(production, 1, INSTANCES.incrementAndGet())).isFalse();
    Stand asked = steps.look(production);
    assertThat(asked.stand()).isEqualTo(Stand.Place.PRODUCE);
    assertThat(java.util.Objects.requireNonNull(asked.work()).candidateGroup())
        .isEqualTo("agency-northlight");
    assertThat(java.util.Objects.requireNonNull(steps.look(production).work()).returnReason())
        .contains("Nothing was uploaded");

    Answer uploaded =
        SERVICE.upload(
            "anna.agency",
            "/api/briefs/" + brief + "/versions",
            "asked.html",
            SampleFiles.cleanEmail(jobCode).getBytes(StandardCharsets.UTF_8),
            Map.of());

    UUID version = UUID.fromString(uploaded.body().path("versionId").asString());
    assertThat(productionOf(version)).isEqualTo(production);
    assertThat(steps.look(production).stand()).isEqualTo(Stand.Place.TAGS_OPEN);
    confirm(version);
    submitted(version);
    steps.planQc(production, decision(true));
    qc(
        "cora.coordinator",
        version,
        Map.of(
            "decision", "RETURN", "reasons", List.of("NOT_AS_BRIEFED"), "note", "Read it again"));
    assertThat(SERVICE.get("mia.marketer", "/api/briefs/" + brief).body().path("state").asString())
        .isEqualTo("IN_PRODUCTION");
  }

  @Test
  void shouldShowThatFindingsStopIt() {
    UUID version =
        UUID.fromString(
            SERVICE
                .upload(
                    "anna.agency",
                    "silent.html",
                    SampleFiles.emailWithoutEvents(jobCode).getBytes(StandardCharsets.UTF_8),
                    Map.of())
                .body()
                .path("versionId")
                .asString());
    confirm(version);
    assertThat(SERVICE.post("anna.agency", "/api/versions/" + version + "/submission").status())
        .isEqualTo(409);

    UUID production = productionOf(version);
    assertThat(steps.look(production).stand()).isEqualTo(Stand.Place.BLOCKED);
    assertThat(messages(production))
        .contains("content-production.start", "content-production.changed");
  }

  private static QcDecision decision(boolean required) {
    return new QcDecision(
        required,
        "Because the table says so",
        new DecisionEvidence("coordinator-qc", 1, 1, Map.of("submissions", 3), List.of()));
  }

  private UUID draft(String person) {
    Answer uploaded =
        SERVICE.upload(
            person,
            "piece.html",
            SampleFiles.cleanEmail(jobCode).getBytes(StandardCharsets.UTF_8),
            Map.of());
    assertThat(uploaded.status()).as(uploaded.body().toString()).isEqualTo(201);
    return UUID.fromString(uploaded.body().path("versionId").asString());
  }

  private void confirm(UUID version) {
    Answer confirmed =
        SERVICE.put(
            "anna.agency",
            "/api/versions/" + version + "/metadata",
            SampleTags.email("Piece " + jobCode, jobCode));
    assertThat(confirmed.status()).as(confirmed.body().toString()).isEqualTo(200);
  }

  private static String submitted(UUID version) {
    Answer submitted = SERVICE.post("anna.agency", "/api/versions/" + version + "/submission");
    assertThat(submitted.status()).as(submitted.body().toString()).isEqualTo(202);
    return submitted.body().path("reviewId").asString();
  }

  private static Answer qc(String person, UUID version, Map<String, Object> said) {
    return SERVICE.post(person, "/api/versions/" + version + "/qc", said);
  }

  private static String state(UUID version) {
    return SERVICE.get("anna.agency", "/api/versions/" + version).body().path("state").asString();
  }

  private UUID productionOf(UUID version) {
    return productions
        .ofVersion(new VersionId(version))
        .map(Submission::production)
        .orElseGet(
            () ->
                jdbc.sql(
                        """
                        select p.id from production p join asset_version v on v.asset_id = p.asset_id
                        where v.id = :id and p.done_at is null
                        """)
                    .param("id", version)
                    .query(UUID.class)
                    .single());
  }

  private static JsonNode queued(UUID version) {
    return SERVICE
        .get("cora.coordinator", "/api/queue")
        .body()
        .valueStream()
        .filter(entry -> entry.path("version").toString().contains(version.toString()))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode score(String agency) {
    return SERVICE
        .get("cora.coordinator", "/api/scorecard")
        .body()
        .valueStream()
        .filter(entry -> entry.at("/score/agency").asString().equals(agency))
        .findFirst()
        .orElseThrow();
  }

  private List<String> actions(UUID version) {
    return jdbc.sql(
            "select action from audit_entry where aggregate_type = 'asset-version' and aggregate_id = :id order by sequence")
        .param("id", version.toString())
        .query(String.class)
        .list();
  }

  private List<String> messages(UUID production) {
    return jdbc.sql("select payload ->> 'name' from outbox_message where key = :key")
        .param("key", production.toString())
        .query(String.class)
        .list();
  }

  private static String page(String person, String path) throws Exception {
    return Jsoup.parse(
            SERVICE
                .browser(person)
                .send(
                    HttpRequest.newBuilder(SERVICE.base().resolve(path))
                        .header("Accept", "text/html")
                        .build(),
                    BodyHandlers.ofString())
                .body())
        .text();
  }
}
