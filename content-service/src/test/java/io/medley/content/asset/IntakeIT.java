package io.medley.content.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.content.RunningContentService;
import io.medley.content.RunningContentService.Answer;
import io.medley.content.SampleFiles;
import io.medley.content.SampleTags;
import io.medley.platform.command.ServiceCommands;
import io.medley.platform.security.Actor;
import io.medley.platform.signing.Sha256;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * The road from a file to a submitted version, over the API and the pages, on the real database.
 */
class IntakeIT {

  private static final RunningContentService SERVICE = RunningContentService.get();
  private static final AtomicInteger NUMBERS =
      new AtomicInteger((int) (System.nanoTime() % 100_000));

  private final JdbcClient jdbc = SERVICE.bean(JdbcClient.class);

  @Test
  void shouldTakeAFileInAndSuggestItsTagsWithEvidence() {
    String jobCode = jobCode();
    byte[] email = SampleFiles.cleanEmail(jobCode).getBytes(StandardCharsets.UTF_8);

    Answer uploaded = SERVICE.upload("anna.agency", "launch.html", email, Map.of());

    assertThat(uploaded.status()).isEqualTo(201);
    assertThat(uploaded.body().path("contentHash").asString()).isEqualTo(Sha256.hex(email));
    assertThat(uploaded.body().path("format").asString()).isEqualTo("text/html");
    assertThat(suggested(uploaded.body(), "brandId")).isEqualTo("zelvaro");
    assertThat(suggested(uploaded.body(), "jobCode")).isEqualTo(jobCode);
    assertThat(suggested(uploaded.body(), "countries")).isEqualTo("GB");
    assertThat(suggested(uploaded.body(), "language")).isEqualTo("en-GB");
    assertThat(suggested(uploaded.body(), "audiences")).isEqualTo("HCP");
    assertThat(suggested(uploaded.body(), "channels")).isEqualTo("EMAIL");
    assertThat(suggested(uploaded.body(), "materialType")).isEqualTo("EMAIL");
    assertThat(suggested(uploaded.body(), "indicationIds")).isEqualTo("hypertension-adults");
    assertThat(suggested(uploaded.body(), "dateOfPreparation")).isEqualTo(SampleFiles.thisMonth());
    assertThat(uploaded.body().path("suggestions"))
        .anySatisfy(
            suggestion -> {
              assertThat(suggestion.path("evidence").path("quote").asString()).contains(jobCode);
              assertThat(suggestion.path("evidence").path("page").asInt()).isEqualTo(1);
            });
  }

  @Test
  void shouldSubmitACleanPieceFrozenAndAudited() {
    String jobCode = jobCode();
    UUID version = draft("anna.agency", SampleFiles.cleanEmail(jobCode));
    confirm("anna.agency", version, jobCode);

    Answer submitted = SERVICE.post("anna.agency", "/api/versions/" + version + "/submission");

    assertThat(submitted.status()).as(submitted.body().toString()).isEqualTo(202);
    assertThat(submitted.body().path("reviewId").asString()).isNotBlank();
    JsonNode read = SERVICE.get("anna.agency", "/api/versions/" + version).body();
    assertThat(read.path("state").asString()).isEqualTo("SUBMITTED");
    assertThat(read.path("author").asString()).isEqualTo("anna.agency");
    assertThat(read.path("metadata").path("validTo").asString()).isNotBlank();
    assertThat(read.path("preCheck").path("metadataHash").asString())
        .isEqualTo(read.path("metadataHash").asString());
    AssetVersion stored = SERVICE.bean(AssetVersions.class).require(new VersionId(version));
    assertThat(MetadataHash.of(stored.asset(), stored.contentHash(), stored.metadata()))
        .isEqualTo(stored.metadataHash());
    assertThat(SERVICE.bean(VersionHistory.class).of(stored.id()))
        .extracting(VersionHistory.Event::action)
        .startsWith("uploaded", "tags-confirmed", "submitted");
    assertThat(
            SERVICE
                .put("anna.agency", "/api/versions/" + version + "/metadata", tags(jobCode))
                .status())
        .isEqualTo(409);
    assertThat(SERVICE.bean(ServiceCommands.class).verifyAudit(false)).isZero();
  }

  @Test
  void shouldStopAPieceWithTheReasonAndKeepWhatWasFound() {
    String jobCode = jobCode();
    UUID version = draft("anna.agency", SampleFiles.emailWithoutEvents(jobCode));
    confirm("anna.agency", version, jobCode);

    Answer refused = SERVICE.post("anna.agency", "/api/versions/" + version + "/submission");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().path("type").asString()).endsWith(":pre-check-blocked");
    assertThat(refused.body().path("findings").get(0).path("ruleId").asString()).isEqualTo("C14");
    assertThat(
            SERVICE.get("anna.agency", "/api/versions/" + version).body().path("state").asString())
        .isEqualTo("DRAFT");
    // C35: links are not fetched here, and the check says so.
    assertThat(
            SERVICE
                .get("anna.agency", "/api/versions/" + version + "/findings")
                .body()
                .findValuesAsString("ruleId"))
        .containsExactlyInAnyOrder("C14", "C35");
    assertThat(
            count(
                "select count(*) from check_run where version_id = :id and stage = 'SUBMISSION' and"
                    + " verdict = 'BLOCKED'",
                version))
        .isEqualTo(1);
  }

  @Test
  void shouldLetReviewFindingsTravel() {
    String jobCode = jobCode();
    UUID version =
        draft(
            "anna.agency", SampleFiles.email(jobCode, "Its proven effect.[1]", eventsOf(jobCode)));
    confirm("anna.agency", version, jobCode);

    assertThat(SERVICE.post("anna.agency", "/api/versions/" + version + "/submission").status())
        .isEqualTo(202);
    assertThat(
            SERVICE
                .get("anna.agency", "/api/versions/" + version + "/findings")
                .body()
                .get(0)
                .path("severity")
                .asString())
        .isEqualTo("REVIEW");
  }

  @Test
  void shouldRefuseSubmissionBeforeTheTagsAreConfirmed() {
    UUID version = draft("anna.agency", SampleFiles.cleanEmail(jobCode()));

    Answer refused = SERVICE.post("anna.agency", "/api/versions/" + version + "/submission");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().path("errors").get(0).path("field").asString())
        .isEqualTo("confirmation");
  }

  @Test
  void shouldRefuseTagsOutsideTheirVocabularyAndStaleEdits() {
    String jobCode = jobCode();
    UUID version = draft("anna.agency", SampleFiles.cleanEmail(jobCode));
    Map<String, Object> wrong = tags(jobCode);
    wrong.put("channels", List.of("PIGEON"));

    assertThat(
            SERVICE
                .put("anna.agency", "/api/versions/" + version + "/metadata", wrong)
                .body()
                .path("errors")
                .get(0)
                .path("field")
                .asString())
        .isEqualTo("channels");
    Tagging tagging = SERVICE.bean(Tagging.class);
    Actor anna = new Actor("anna.agency", "Anna", java.util.Set.of(), "northlight");
    Tags tags =
        new Tags(
            "T",
            jobCode,
            "zelvaro",
            List.of(),
            "EMAIL",
            "PROMOTIONAL",
            List.of("GB"),
            "en-GB",
            List.of("HCP"),
            List.of("EMAIL"),
            List.of(),
            null,
            null);
    tagging.confirm(new VersionId(version), 1, tags, anna);
    assertThatThrownBy(() -> tagging.confirm(new VersionId(version), 1, tags, anna))
        .isInstanceOf(AssetRefusal.EditConflict.class);
  }

  @Test
  void shouldLetOnlyOneOfManySubmissionsWin() throws Exception {
    String jobCode = jobCode();
    UUID version = draft("anna.agency", SampleFiles.cleanEmail(jobCode));
    confirm("anna.agency", version, jobCode);

    List<Integer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> racing = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        racing.add(
            threads.submit(
                () ->
                    SERVICE
                        .post("anna.agency", "/api/versions/" + version + "/submission")
                        .status()));
      }
      for (Future<Integer> answer : racing) {
        answers.add(answer.get());
      }
    }

    assertThat(answers).containsOnlyOnce(202).containsOnly(202, 409);
    assertThat(
            count(
                "select count(*) from audit_entry where aggregate_id = cast(:id as text) and action"
                    + " = 'submitted'",
                version))
        .isEqualTo(1);
  }

  @Test
  void shouldCountVersionsOfAnAsset() {
    String jobCode = jobCode();
    Answer first =
        SERVICE.upload(
            "anna.agency",
            "v1.html",
            SampleFiles.emailWithoutEvents(jobCode).getBytes(StandardCharsets.UTF_8),
            Map.of());
    confirm("anna.agency", UUID.fromString(first.body().path("versionId").asString()), jobCode);
    Map<String, String> asset = Map.of("assetId", first.body().path("assetId").asString());

    Answer second =
        SERVICE.upload(
            "anna.agency",
            "v2.html",
            SampleFiles.cleanEmail(jobCode).getBytes(StandardCharsets.UTF_8),
            asset);

    assertThat(second.body().path("number").asString()).isEqualTo("0.2");
    assertThat(
            SERVICE
                .get("anna.agency", "/api/versions/" + second.body().path("versionId").asString())
                .body()
                .path("metadata")
                .path("title")
                .asString())
        .isEqualTo("Test piece");
    assertThat(
            SERVICE
                .upload(
                    "ben.agency",
                    "v3.html",
                    SampleFiles.cleanEmail(jobCode).getBytes(StandardCharsets.UTF_8),
                    asset)
                .status())
        .isEqualTo(404);
  }

  @Test
  void shouldGiveApprovedVersionsTheNextMajorNumberAndRefuseUnknownMoves() {
    String jobCode = jobCode();
    UUID version = draft("anna.agency", SampleFiles.cleanEmail(jobCode));
    confirm("anna.agency", version, jobCode);
    SERVICE.post("anna.agency", "/api/versions/" + version + "/submission");
    AssetVersions versions = SERVICE.bean(AssetVersions.class);
    TransactionTemplate transaction =
        new TransactionTemplate(
            SERVICE.bean(org.springframework.transaction.PlatformTransactionManager.class));
    VersionId id = new VersionId(version);
    Actor system = Actor.system("test");

    transaction.executeWithoutResult(
        status ->
            versions.transition(
                id, VersionState.SUBMITTED, VersionState.IN_REVIEW, system, "claimed"));
    transaction.executeWithoutResult(
        status ->
            versions.transition(
                id, VersionState.IN_REVIEW, VersionState.APPROVED, system, "all lanes signed"));

    assertThat(versions.require(id).number()).isEqualTo("1.0");
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status ->
                        versions.transition(
                            id, VersionState.APPROVED, VersionState.DRAFT, system, "no")))
        .isInstanceOf(AssetRefusal.StateConflict.class);
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status ->
                        versions.transition(
                            id, VersionState.IN_REVIEW, VersionState.APPROVED, system, "again")))
        .isInstanceOf(AssetRefusal.StateConflict.class);
  }

  /** Attack: an agency that knows every address of another agency's work gets nothing anywhere. */
  @ParameterizedTest
  @ValueSource(strings = {"ben.agency", "rob.rep", "mia.marketer"})
  void shouldShowAnAgencysWorkToNobodyElse(String stranger) throws Exception {
    String jobCode = jobCode();
    byte[] pdf =
        SampleFiles.pdf(List.of(List.of("Confidential word kwzyx " + jobCode, "Second line")));
    Answer uploaded = SERVICE.upload("anna.agency", "secret.pdf", pdf, Map.of());
    String id = uploaded.body().path("versionId").asString();

    for (String path :
        List.of(
            "",
            "/findings",
            "/file",
            "/pages/1.png",
            "/html",
            "/pages/1/thumbnail.png",
            "/extraction",
            "/media",
            "/variants/640")) {
      assertThat(SERVICE.get(stranger, "/api/versions/" + id + path).status())
          .as(path)
          .isEqualTo(404);
    }
    assertThat(SERVICE.put(stranger, "/api/versions/" + id + "/metadata", tags(jobCode)).status())
        .isEqualTo(404);
    assertThat(SERVICE.post(stranger, "/api/versions/" + id + "/prechecks").status())
        .isEqualTo(404);
    assertThat(SERVICE.post(stranger, "/api/versions/" + id + "/submission").status())
        .isIn(403, 404);
    assertThat(SERVICE.get(stranger, "/api/versions?q=kwzyx").body().path("total").asInt())
        .isZero();
    assertThat(SERVICE.get("anna.agency", "/api/versions?q=kwzyx").body().path("total").asInt())
        .isPositive();
    HttpClient browser = SERVICE.browser(stranger);
    for (String path :
        List.of(
            "",
            "/tags",
            "/file",
            "/pages/1.png",
            "/html",
            "/pages/1/thumbnail.png",
            "/extraction")) {
      assertThat(status(browser, "/assets/versions/" + id + path)).as(path).isEqualTo(404);
    }
    assertThat(page(browser, "/library?q=kwzyx"))
        .doesNotContain("secret.pdf")
        .doesNotContain(jobCode);
    assertThat(page(browser, "/")).doesNotContain("secret.pdf").doesNotContain(id);
  }

  /** Attack: the same bytes sent by another agency open nothing of the first one's. */
  @Test
  void shouldKeepAgenciesApartEvenOverTheSameBytes() {
    byte[] email = SampleFiles.cleanEmail(jobCode()).getBytes(StandardCharsets.UTF_8);
    Answer first = SERVICE.upload("anna.agency", "same.html", email, Map.of());

    Answer second = SERVICE.upload("ben.agency", "same.html", email, Map.of());

    assertThat(second.body().path("sameContentAs").isNull()).isTrue();
    assertThat(second.body().path("assetId").asString())
        .isNotEqualTo(first.body().path("assetId").asString());
    assertThat(
            SERVICE
                .get("ben.agency", "/api/versions/" + first.body().path("versionId").asString())
                .status())
        .isEqualTo(404);
  }

  @Test
  void shouldRefuseFilesWithReasonAndKeepNothingOfThem() {
    byte[] program = SampleFiles.program();

    Answer refused = SERVICE.upload("anna.agency", "detail-aid.pdf", program, Map.of());

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().path("type").asString()).endsWith(":file-refused");
    assertThat(refused.body().path("reason").asString()).isEqualTo("DISGUISED");
    assertThat(SERVICE.bean(io.medley.platform.store.ObjectStore.class).has(Sha256.hex(program)))
        .isFalse();
    assertThat(
            SERVICE
                .upload(
                    "mia.marketer",
                    "x.txt",
                    "Hello there".getBytes(StandardCharsets.UTF_8),
                    Map.of())
                .status())
        .isEqualTo(403);
  }

  @Test
  void shouldServePagesOfAWholeRoadWithoutJavaScript() throws Exception {
    String jobCode = jobCode();
    byte[] pdf =
        SampleFiles.pdf(
            List.of(
                List.of(
                    "For UK healthcare professionals only",
                    "Zelvaro\u25bc (zelvarostat) is the best.",
                    jobCode)));
    String id =
        SERVICE.upload("anna.agency", "aid.pdf", pdf, Map.of()).body().path("versionId").asString();
    HttpClient anna = SERVICE.browser("anna.agency");

    assertThat(page(anna, "/")).contains("What needs you").contains("Confirm tags");
    assertThat(page(anna, "/upload")).contains("Drop files here").contains("multipart/form-data");
    assertThat(page(anna, "/assets/versions/" + id + "/tags"))
        .contains("Confirm tags and check")
        .contains(jobCode)
        .contains("the brand&#39;s name");
    confirm("anna.agency", UUID.fromString(id), jobCode);
    SERVICE.post("anna.agency", "/api/versions/" + id + "/prechecks");
    assertThat(page(anna, "/assets/versions/" + id))
        .contains("findings stop submission")
        .contains("<rect")
        .contains("ahead of everything else");
    for (String tab : List.of("tags", "claims", "history")) {
      assertThat(page(anna, "/assets/versions/" + id + "?tab=" + tab)).contains("aria-current");
    }
    assertThat(page(anna, "/library")).contains(jobCode);
    assertThat(page(SERVICE.browser("cora.coordinator"), "/products"))
        .contains("Zelvaro")
        .contains("GB-2026.1");
    assertThat(status(anna, "/products")).isEqualTo(403);
    HttpResponse<byte[]> image = send(anna, "/assets/versions/" + id + "/pages/1.png");
    assertThat(image.headers().firstValue("Content-Type")).contains("image/png");
    assertThat(image.headers().firstValue("Cache-Control").orElse("")).contains("private");
  }

  @Test
  void shouldServeAnEmailInert() throws Exception {
    String id = draft("anna.agency", SampleFiles.cleanEmail(jobCode())).toString();

    HttpResponse<byte[]> html =
        send(SERVICE.browser("anna.agency"), "/assets/versions/" + id + "/html");

    assertThat(html.headers().firstValue("Content-Security-Policy").orElse(""))
        .startsWith("sandbox allow-same-origin; default-src 'none'")
        .doesNotContain("script", "allow-forms", "allow-popups", "allow-top-navigation");
    HttpResponse<byte[]> file =
        send(SERVICE.browser("anna.agency"), "/assets/versions/" + id + "/file");
    assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
        .startsWith("attachment");
    assertThat(new String(file.body(), StandardCharsets.UTF_8)).contains("Zelvaro");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_entry set action = 'x'",
        "delete from audit_entry",
        "update finding set severity = 'INFO'",
        "delete from check_run",
        "update product_record set sha256 = ''",
        "delete from asset_version",
        "update asset_version set content_hash = ''",
        "update asset_version set agency = 'bluebird'",
        "update asset_version set author = 'x'",
        "update extraction_section set content = ''"
      })
  void shouldNotBeAbleToRewriteWhatHappened(String sql) {
    assertThatThrownBy(() -> jdbc.sql(sql).update())
        .rootCause()
        .hasMessageContaining("permission denied");
  }

  @Test
  void shouldKeepEveryRevisionOfTheProductMaster() {
    String master =
        "{\"brands\":[{\"id\":\"otrovel\",\"name\":\"Otrovel\",\"inn\":\"otrovelin\",\"company\":\"Northwind"
            + " Therapeutics (fictional)\"}]}";

    assertThat(
            SERVICE.put("ada.admin", "/api/product-master", master).body().path("created").asInt())
        .isEqualTo(1);
    assertThat(
            SERVICE
                .put("ada.admin", "/api/product-master", master)
                .body()
                .path("unchanged")
                .asInt())
        .isEqualTo(1);
    assertThat(
            SERVICE
                .put("ada.admin", "/api/product-master", master.replace("otrovelin", "otrovelate"))
                .body()
                .path("changed")
                .asInt())
        .isEqualTo(1);
    assertThat(
            jdbc.sql("select count(*) from product_record where kind = 'brand' and id = 'otrovel'")
                .query(Integer.class)
                .single())
        .isEqualTo(2);
    assertThat(SERVICE.put("anna.agency", "/api/product-master", master).status()).isEqualTo(403);
    assertThat(
            SERVICE
                .put(
                    "ada.admin",
                    "/api/product-master",
                    "{\"registrations\":[{\"brandId\":\"nobody\",\"indicationId\":\"x\",\"market\":\"GB\",\"number\":\"1\",\"from\":\"2026-01-01\"}]}")
                .status())
        .isEqualTo(422);
    assertThat(SERVICE.get("anna.agency", "/api/product-master").status()).isEqualTo(403);
  }

  private static UUID draft(String person, String email) {
    Answer uploaded =
        SERVICE.upload(person, "piece.html", email.getBytes(StandardCharsets.UTF_8), Map.of());
    assertThat(uploaded.status()).as(uploaded.body().toString()).isEqualTo(201);
    return UUID.fromString(uploaded.body().path("versionId").asString());
  }

  private static void confirm(String person, UUID version, String jobCode) {
    Answer confirmed = SERVICE.put(person, "/api/versions/" + version + "/metadata", tags(jobCode));
    assertThat(confirmed.status()).as(confirmed.body().toString()).isEqualTo(200);
  }

  private static Map<String, Object> tags(String jobCode) {
    return SampleTags.email("Test piece", jobCode);
  }

  private static String eventsOf(String jobCode) {
    String clean = SampleFiles.cleanEmail(jobCode);
    int start = clean.indexOf("Adverse events should be reported");
    return clean.substring(start, clean.indexOf("</p>", start));
  }

  private static String suggested(JsonNode uploaded, String field) {
    for (JsonNode suggestion : uploaded.path("suggestions")) {
      if (suggestion.path("field").asString().equals(field)) {
        return suggestion.path("value").asString();
      }
    }
    return "";
  }

  private int count(String sql, UUID id) {
    return jdbc.sql(sql).param("id", id).query(Integer.class).single();
  }

  private static String jobCode() {
    return "GB-ZEL-T" + NUMBERS.incrementAndGet();
  }

  @Test
  void shouldNameWhatIsWrongInAnAddress() throws Exception {
    var answer = SERVICE.get("anna.agency", "/api/versions/nonsense");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("detail").asString()).contains("“nonsense”", "“id”");
  }

  private static int status(HttpClient browser, String path)
      throws IOException, InterruptedException {
    return send(browser, path).statusCode();
  }

  private static String page(HttpClient browser, String path)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response = send(browser, path);
    String body = new String(response.body(), StandardCharsets.UTF_8);
    assertThat(response.statusCode()).as(path + " " + body).isEqualTo(200);
    return body;
  }

  private static HttpResponse<byte[]> send(HttpClient browser, String path)
      throws IOException, InterruptedException {
    URI address = URI.create(SERVICE.base() + path);
    return browser.send(
        HttpRequest.newBuilder(address).header("Accept", "text/html").build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }
}
