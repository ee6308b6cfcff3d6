package io.medley.content.annotation;

import static io.medley.content.Pieces.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.medley.content.Pieces;
import io.medley.content.RunningContentService;
import io.medley.content.RunningContentService.Answer;
import io.medley.content.asset.AssetId;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.asset.VersionState;
import io.medley.content.review.Review;
import io.medley.content.review.ReviewId;
import io.medley.content.review.ReviewLane;
import io.medley.content.review.ReviewState;
import io.medley.content.review.Reviews;
import io.medley.content.review.ServiceLevel;
import io.medley.content.signing.Lane;
import io.medley.content.signing.LaneSignature;
import io.medley.content.signing.SignatureSource;
import io.medley.content.signing.SignatureStatement;
import io.medley.content.signing.Signatures;
import io.medley.content.signing.SignedSubject;
import io.medley.content.signing.Verdict;
import io.medley.platform.command.ServiceCommands;
import io.medley.platform.security.Actor;
import io.medley.platform.signing.Signer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who may annotate, answer, verify and see, over the API and on the real database. */
class AnnotationsIT {

  private static final RunningContentService SERVICE = RunningContentService.get();
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  private final Pieces pieces = SERVICE.bean(Pieces.class);
  private final Reviews reviews = SERVICE.bean(Reviews.class);
  private final Annotations annotations = SERVICE.bean(Annotations.class);
  private final Annotating annotating = SERVICE.bean(Annotating.class);
  private final TransactionTemplate transaction =
      new TransactionTemplate(SERVICE.bean(PlatformTransactionManager.class));
  private final JdbcClient jdbc = SERVICE.bean(JdbcClient.class);

  @BeforeAll
  static void people() {
    SERVICE.bean(Pieces.class).grantEverybodyTheirPart();
  }

  @Test
  void shouldKeepWhatAReviewerSaysOfWordsWithItsAuditEntry() {
    AssetVersion version = inReview();
    String text = text(version);
    int at = text.indexOf("lowers blood pressure");

    Answer added =
        annotate(
            version,
            "max.medical",
            remark("MEDICAL", "By how much?", Map.of("section", 1, "start", at, "end", at + 21)));

    assertThat(added.status()).isEqualTo(201);
    JsonNode shown =
        SERVICE.get("rhea.regulatory", path(version)).body().path("annotations").get(0);
    assertThat(shown.path("target").path("text").path("quote").asString())
        .isEqualTo("lowers blood pressure");
    assertThat(shown.path("target").path("text").path("prefix").asString())
        .endsWith("Zelvaro (zelvarostat) ");
    assertThat(shown.path("owner").asString()).isEqualTo("anna.agency");
    assertThat(shown.path("state").asString()).isEqualTo("OPEN");
    assertThat(shown.path("printedName").asString()).isEqualTo("Max Medical");
    assertThat(actions(added)).containsExactly("annotated");
    assertThat(SERVICE.bean(ServiceCommands.class).verifyAudit(false)).isZero();
  }

  @Test
  void shouldFindWordsByTheirQuoteAndRefuseWordsThatAreNotThere() {
    AssetVersion version = inReview();

    assertThat(
            annotate(
                    version,
                    "max.medical",
                    remark("MEDICAL", "Which?", Map.of("quote", "LOWERS  blood\npressure")))
                .body()
                .path("target")
                .path("text")
                .path("quote")
                .asString())
        .isEqualTo("lowers blood pressure");
    Answer refused =
        annotate(
            version, "max.medical", remark("MEDICAL", "Which?", Map.of("quote", "raises fever")));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().path("type").asString()).endsWith("annotated-words-not-found");
    assertThat(refused.body().path("detail").asString()).contains("raises fever", "select");
    assertThat(
            annotate(version, "max.medical", remark("MEDICAL", "Which?", Map.of("section", 9)))
                .status())
        .isEqualTo(422);
    assertThat(
            annotate(
                    version,
                    "max.medical",
                    remark("MEDICAL", "x", Map.of("section", 1, "start", 3, "end", 99_999)))
                .status())
        .isEqualTo(422);
  }

  @Test
  void shouldLetOnlyTheLaneSpeakForItself() {
    AssetVersion version = inReview();

    assertThat(annotate(version, "rhea.regulatory", remark("MEDICAL", "x", Map.of())).status())
        .isEqualTo(403);
    assertThat(annotate(version, "anna.agency", remark("MEDICAL", "x", Map.of())).status())
        .isEqualTo(403);
    assertThat(annotate(version, "cora.coordinator", remark("MEDICAL", "x", Map.of())).status())
        .isEqualTo(403);
    assertThat(annotate(version, "ben.agency", remark("MEDICAL", "x", Map.of())).status())
        .isEqualTo(404);
    assertThat(annotate(version, "max.medical", remark("FINAL", "x", Map.of())).status())
        .as("the review has no such lane")
        .isEqualTo(409);
    assertThat(annotations.ofVersion(version.id())).isEmpty();
  }

  @Test
  void shouldShowAnAgencyItsOwnOnceTheReviewersLetItGo() {
    AssetVersion version = inReview();
    UUID id = id(annotate(version, "max.medical", remark("MEDICAL", "Mend it", Map.of())));

    assertThat(SERVICE.get("anna.agency", path(version)).body().path("annotations")).isEmpty();
    assertThat(SERVICE.get("anna.agency", "/api/annotations/" + id).status()).isEqualTo(404);
    assertThat(patch(id, "anna.agency", Map.of("state", "DONE")).status()).isEqualTo(404);
    returned(version);

    assertThat(SERVICE.get("anna.agency", path(version)).body().path("annotations")).hasSize(1);
    assertThat(SERVICE.get("ben.agency", path(version)).status()).isEqualTo(404);
    assertThat(SERVICE.get("ben.agency", "/api/annotations/" + id).status()).isEqualTo(404);
    assertThat(SERVICE.get("mia.marketer", "/api/annotations/" + id).status()).isEqualTo(404);
  }

  @Test
  void shouldGoFromOpenOverDoneToVerifiedByTheRightPeople() {
    AssetVersion version = inReview();
    UUID id = id(annotate(version, "max.medical", remark("MEDICAL", "Mend it", Map.of())));
    returned(version);

    assertThat(patch(id, "anna.agency", Map.of("state", "VERIFIED")).status()).isEqualTo(403);
    assertThat(patch(id, "max.medical", Map.of("state", "DONE")).status()).isEqualTo(403);
    assertThat(annotations.mustFix(version.id())).hasSize(1);
    assertThat(
            patch(id, "anna.agency", Map.of("state", "DONE", "why", "Now on page 2"))
                .body()
                .path("replies")
                .get(0)
                .path("body")
                .asString())
        .isEqualTo("Now on page 2");
    assertThat(annotations.mustFix(version.id())).as("done is not verified").hasSize(1);
    assertThat(patch(id, "rhea.regulatory", Map.of("state", "VERIFIED")).status()).isEqualTo(403);
    assertThat(patch(id, "max.medical", Map.of("state", "OPEN", "why", "Not yet")).status())
        .isEqualTo(200);
    assertThat(patch(id, "anna.agency", Map.of("state", "DONE")).status()).isEqualTo(200);
    assertThat(patch(id, "cora.coordinator", Map.of("state", "VERIFIED")).status()).isEqualTo(200);
    assertThat(annotations.mustFix(version.id())).isEmpty();
    assertThat(patch(id, "anna.agency", Map.of("state", "DONE")).status())
        .as("there is no such move")
        .isEqualTo(409);
    assertThat(
            jdbc.sql(
                    "select action from audit_entry where aggregate_type = 'annotation' and"
                        + " aggregate_id = :id order by id")
                .param("id", id.toString())
                .query(String.class)
                .list())
        .containsExactly("annotated", "marked-done", "reopened", "marked-done", "verified");
  }

  @Test
  void shouldLetTheAgencyAnswerOnItsPage() throws Exception {
    AssetVersion version = inReview();
    UUID id = id(annotate(version, "max.medical", remark("MEDICAL", "Mend <it>", Map.of())));
    returned(version);
    HttpClient anna = SERVICE.browser("anna.agency");
    URI page = SERVICE.base().resolve("/assets/versions/" + version.id() + "/annotations");

    Document shown = page(anna, HttpRequest.newBuilder(page));
    assertThat(shown.body().text()).contains("Mend <it>", "1 must-fix open");
    String csrf = shown.select("form[action$=" + id + "] input[name=_csrf]").attr("value");
    Document after =
        page(
            anna,
            HttpRequest.newBuilder(URI.create(page + "/" + id))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "why=Done+so&done=true&_csrf="
                            + URLEncoder.encode(csrf, StandardCharsets.UTF_8))));

    assertThat(annotations.require(id, person("max.medical")).state())
        .isEqualTo(Annotation.State.DONE);
    assertThat(after.body().text()).contains("Done by agency", "Done so");
  }

  private static Document page(HttpClient browser, HttpRequest.Builder request) throws Exception {
    return Jsoup.parse(
        browser
            .send(
                request.header("Accept", "text/html").build(), HttpResponse.BodyHandlers.ofString())
            .body());
  }

  @Test
  void shouldLetTheAuthorAloneChangeItsWordsAndKeepTheOldOnesInTheAudit() {
    AssetVersion version = inReview();
    Answer added = annotate(version, "max.medical", remark("MEDICAL", "First words", Map.of()));
    UUID id = id(added);

    assertThat(patch(id, "rhea.regulatory", Map.of("body", "Mine now")).status()).isEqualTo(403);
    assertThat(
            patch(id, "max.medical", Map.of("body", "Second words", "rowVersion", 1))
                .body()
                .path("body")
                .asString())
        .isEqualTo("Second words");
    assertThat(patch(id, "max.medical", Map.of("body", "Third", "rowVersion", 1)).status())
        .as("somebody was first")
        .isEqualTo(409);
    assertThat(patch(id, "max.medical", Map.of("body", " ")).status()).isEqualTo(422);
    assertThat(facts(id, "changed")).contains("First words", "Second words");
  }

  @Test
  void shouldLeaveWhatASignedVerdictRestsOn() {
    AssetVersion version = inReview();
    UUID id = id(annotate(version, "max.medical", remark("MEDICAL", "Mend it", Map.of())));
    sign(version, Lane.MEDICAL, "max.medical");

    assertThat(annotate(version, "max.medical", remark("MEDICAL", "Late", Map.of())).status())
        .isEqualTo(409);
    assertThat(patch(id, "max.medical", Map.of("state", "WITHDRAWN")).status()).isEqualTo(409);
    assertThat(patch(id, "max.medical", Map.of("body", "Other words")).status()).isEqualTo(409);
    assertThat(
            annotate(version, "rhea.regulatory", remark("REGULATORY", "Still open", Map.of()))
                .status())
        .isEqualTo(201);
  }

  @Test
  void shouldBringOpenOnesForwardToTheNextVersionAndLoseNone() {
    AssetVersion version = inReview();
    String title = version.metadata().title();
    UUID kept = id(annotate(version, "max.medical", remark("MEDICAL", "a", quote(title))));
    UUID gone =
        id(
            annotate(
                version,
                "max.medical",
                remark("MEDICAL", "b", quote("Zelvaro (zelvarostat) lowers blood pressure"))));
    UUID whole = id(annotate(version, "max.medical", remark("MEDICAL", "c", Map.of())));
    UUID withdrawn = id(annotate(version, "max.medical", remark("MEDICAL", "d", Map.of())));
    patch(withdrawn, "max.medical", Map.of("state", "WITHDRAWN"));
    returned(version);
    String html =
        "<!doctype html><title>x</title><p>Entirely different introduction of this leaflet.</p><p>%s</p>"
            .formatted(title);

    Answer uploaded =
        SERVICE.upload(
            "anna.agency",
            "next.html",
            html.getBytes(StandardCharsets.UTF_8),
            Map.of("assetId", version.asset().toString()));

    assertThat(uploaded.status()).isEqualTo(201);
    VersionId next = new VersionId(UUID.fromString(uploaded.body().path("versionId").asString()));
    Map<UUID, Placement.How> places = new LinkedHashMap<>();
    annotations
        .ofVersion(next, person("anna.agency"))
        .forEach(
            placed -> {
              assertThat(placed.broughtForward()).isTrue();
              places.put(placed.annotation().id(), placed.placement().how());
            });
    assertThat(places)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                kept, Placement.How.EXACT,
                gone, Placement.How.NOT_FOUND,
                whole, Placement.How.WHOLE_PIECE));
    assertThat(places.keySet()).as("what has no place comes last").endsWith(gone);
    assertThat(annotations.mustFix(next)).hasSize(3);
  }

  @Test
  void shouldAnswerWebAnnotationsToWhoAsksForThem() throws Exception {
    AssetVersion version = inReview();
    UUID id =
        id(
            annotate(
                version,
                "max.medical",
                remark("MEDICAL", "By how much?", quote("lowers blood pressure"))));
    SERVICE.post("rhea.regulatory", "/api/annotations/" + id + "/replies", Map.of("body", "17.3"));

    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(SERVICE.base().resolve(path(version)))
                    .header("Authorization", "Bearer " + SERVICE.token("max.medical"))
                    .header("Accept", "application/ld+json")
                    .build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/ld+json")
        .contains("http://www.w3.org/ns/anno.jsonld");
    JsonNode collection = JsonMapper.builder().build().readTree(answer.body());
    assertThat(collection.path("@context").get(0).asString())
        .isEqualTo("http://www.w3.org/ns/anno.jsonld");
    assertThat(collection.path("type").asString()).isEqualTo("AnnotationCollection");
    assertThat(collection.path("total").asInt()).isEqualTo(2);
    JsonNode annotation = collection.path("first").path("items").get(0);
    assertThat(annotation.path("type").asString()).isEqualTo("Annotation");
    assertThat(annotation.path("motivation").asString()).isEqualTo("editing");
    JsonNode selectors = annotation.path("target").path("selector");
    assertThat(selectors.get(0).path("type").asString()).isEqualTo("FragmentSelector");
    assertThat(selectors.get(0).path("refinedBy").path("type").asString())
        .isEqualTo("TextQuoteSelector");
    assertThat(selectors.get(0).path("refinedBy").path("exact").asString())
        .isEqualTo("lowers blood pressure");
    assertThat(selectors.get(1).path("refinedBy").path("type").asString())
        .isEqualTo("TextPositionSelector");
    JsonNode reply = collection.path("first").path("items").get(1);
    assertThat(reply.path("motivation").asString()).isEqualTo("replying");
    assertThat(reply.path("target").asString()).isEqualTo(annotation.path("id").asString());
  }

  @Test
  void shouldTellWhoeverLooksAtTheVersionAsItHappens() {
    AssetVersion version = inReview();
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    HttpClient listener = HttpClient.newHttpClient();
    var listening =
        listener.sendAsync(
            HttpRequest.newBuilder(SERVICE.base().resolve(path(version) + "/events"))
                .header("Authorization", "Bearer " + SERVICE.token("rhea.regulatory"))
                .build(),
            HttpResponse.BodyHandlers.fromLineSubscriber(new Lines(heard)));
    Queue<String> heardByAgency = new ConcurrentLinkedQueue<>();
    var agency =
        listener.sendAsync(
            HttpRequest.newBuilder(SERVICE.base().resolve(path(version) + "/events"))
                .header("Authorization", "Bearer " + SERVICE.token("anna.agency"))
                .build(),
            HttpResponse.BodyHandlers.fromLineSubscriber(new Lines(heardByAgency)));
    await().atMost(Duration.ofSeconds(20)).until(() -> heard.contains(":here"));
    await().atMost(Duration.ofSeconds(20)).until(() -> heardByAgency.contains(":here"));

    UUID id = id(annotate(version, "max.medical", remark("MEDICAL", "Look", Map.of())));

    await().atMost(Duration.ofSeconds(20)).until(() -> heard.contains("data:" + id));
    assertThat(heardByAgency)
        .as("not even that somebody wrote")
        .noneMatch(line -> line.startsWith("data:"));
    listening.cancel(true);
    agency.cancel(true);
    assertThat(SERVICE.get("ben.agency", path(version) + "/events").status()).isEqualTo(404);
  }

  @Test
  void shouldTellWhomItNamesIfTheyMaySeeThePiece() {
    AssetVersion version = inReview();
    // Known since they spoke to the service once.
    for (String person : List.of("cora.coordinator", "ben.agency", "anna.agency")) {
      SERVICE.get(person, "/api/notifications");
    }

    annotate(
        version,
        "max.medical",
        remark(
            "MEDICAL",
            "@cora.coordinator, @anna.agency, @ben.agency and @nobody.known: see"
                + " max@medical.example",
            Map.of("section", 1)));

    assertThat(
            jdbc.sql(
                    """
                    select person from notification where kind = 'MENTION' and subject = :asset
                    order by person
                    """)
                .param("asset", "asset:" + version.asset())
                .query(String.class)
                .list())
        .as("an agency hears nothing while the round runs")
        .containsExactly("cora.coordinator");
  }

  @Test
  void shouldNotLetTheServiceRewriteWhoSaidWhat() {
    assertThatThrownBy(() -> jdbc.sql("update annotation set author = 'somebody'").update())
        .hasStackTraceContaining("permission denied");
    assertThatThrownBy(() -> jdbc.sql("delete from annotation_reply").update())
        .hasStackTraceContaining("permission denied");
  }

  @Test
  void shouldRollBackWithItsAuditEntry() {
    AssetVersion version = inReview();
    Annotating.Remark remark =
        new Annotating.Remark(
            Lane.MEDICAL,
            Annotation.Kind.MUST_FIX,
            Annotation.Category.LABEL,
            "Never kept",
            "",
            Annotating.Pointed.at(null));

    UUID id =
        transaction.execute(
            status -> {
              status.setRollbackOnly();
              return annotating.add(version.id(), remark, person("max.medical")).id();
            });

    assertThat(annotations.ofVersion(version.id())).isEmpty();
    assertThat(
            jdbc.sql("select count(*) from audit_entry where aggregate_id = :id")
                .param("id", String.valueOf(id))
                .query(Long.class)
                .single())
        .isZero();
  }

  private record Lines(Queue<String> into) implements java.util.concurrent.Flow.Subscriber<String> {
    @Override
    public void onSubscribe(java.util.concurrent.Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
      into.add(line);
    }

    @Override
    public void onError(Throwable broken) {
      into.add("broken");
    }

    @Override
    public void onComplete() {}
  }

  private AssetVersion inReview() {
    AssetVersion version =
        pieces.aVersion(
            AssetId.random(),
            "0.1",
            VersionState.IN_REVIEW,
            "northlight",
            "Annotated " + UUID.randomUUID(),
            List.of("GB"));
    Review review =
        new Review(
            new ReviewId(UUID.randomUUID()),
            new Review.Subject(
                version.id(),
                version.asset(),
                version.metadata().title(),
                version.metadata().jobCode(),
                version.number(),
                version.metadata().language(),
                version.metadata().brandId(),
                "GB",
                List.of("GB"),
                version.contentHash(),
                String.valueOf(version.metadataHash()),
                version.author(),
                version.author(),
                "northlight"),
            ReviewState.IN_REVIEW,
            1,
            null,
            null,
            NOW.plus(Duration.ofDays(3650)),
            null,
            null,
            null,
            List.of(),
            NOW,
            null,
            1,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    transaction.executeWithoutResult(
        status -> {
          reviews.open(review);
          for (Lane lane : List.of(Lane.MEDICAL, Lane.REGULATORY)) {
            reviews.plan(
                new ReviewLane(
                    review.id(),
                    lane,
                    1,
                    "medical-gb",
                    ReviewLane.State.PLANNED,
                    0,
                    new ServiceLevel.Dates(NOW, NOW, NOW, NOW),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    0,
                    null));
            reviews.openLane(review.id(), lane, NOW);
          }
        });
    return version;
  }

  private void returned(AssetVersion version) {
    transaction.executeWithoutResult(
        status ->
            SERVICE
                .bean(AssetVersions.class)
                .transition(
                    version.id(),
                    VersionState.IN_REVIEW,
                    VersionState.REVISE,
                    Actor.system("test"),
                    "returned"));
  }

  private void sign(AssetVersion version, Lane lane, String user) {
    ReviewId review = reviews.ofVersion(version.id()).orElseThrow().id();
    SignatureStatement statement =
        new SignatureStatement(
            new SignedSubject(
                review.value(),
                1,
                lane,
                version.id().value(),
                version.contentHash(),
                String.valueOf(version.metadataHash()),
                UUID.randomUUID(),
                null),
            Verdict.APPROVE,
            user,
            "Max Medical",
            "Approval",
            NOW);
    transaction.executeWithoutResult(
        status ->
            SERVICE
                .bean(Signatures.class)
                .add(
                    new LaneSignature(
                        UUID.randomUUID(),
                        statement,
                        SignatureSource.DESK,
                        NOW,
                        statement.canonical(),
                        SERVICE.bean(Signer.class).keyId(),
                        SERVICE.bean(Signer.class).sign(statement.canonical()))));
  }

  private String text(AssetVersion version) {
    return SERVICE
        .bean(io.medley.content.asset.AssetText.class)
        .sections(version.id())
        .getFirst()
        .text();
  }

  private static Map<String, Object> quote(String words) {
    return Map.of("quote", words);
  }

  private static Map<String, Object> remark(String lane, String body, Map<String, Object> at) {
    Map<String, Object> remark = new LinkedHashMap<>(at);
    remark.put("lane", lane);
    remark.put("kind", "MUST_FIX");
    remark.put("category", "CLAIM_WORDING");
    remark.put("body", body);
    return remark;
  }

  private static String path(AssetVersion version) {
    return "/api/versions/" + version.id() + "/annotations";
  }

  private static Answer annotate(AssetVersion version, String by, Map<String, Object> remark) {
    return SERVICE.post(by, path(version), remark);
  }

  private static Answer patch(UUID id, String by, Map<String, Object> change) {
    return SERVICE.patch(by, "/api/annotations/" + id, change);
  }

  private static UUID id(Answer added) {
    return UUID.fromString(added.body().path("id").asString());
  }

  private List<String> actions(Answer added) {
    return jdbc.sql(
            "select action from audit_entry where aggregate_type = 'annotation' and aggregate_id ="
                + " :id")
        .param("id", id(added).toString())
        .query(String.class)
        .list();
  }

  private String facts(UUID id, String action) {
    return jdbc.sql(
            "select facts::text from audit_entry where aggregate_id = :id and action = :action")
        .param("id", id.toString())
        .param("action", action)
        .query(String.class)
        .single();
  }
}
