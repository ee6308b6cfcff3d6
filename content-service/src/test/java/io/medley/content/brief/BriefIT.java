package io.medley.content.brief;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.RunningContentService;
import io.medley.content.RunningContentService.Answer;
import io.medley.content.SampleFiles;
import io.medley.content.SampleTags;
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
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A brief from the person who asks to the submitted piece, over the API and the pages. */
class BriefIT {

  private static final RunningContentService SERVICE = RunningContentService.get();
  private static final AtomicInteger NUMBERS =
      new AtomicInteger((int) (System.nanoTime() % 100_000));

  private final JdbcClient jdbc = SERVICE.bean(JdbcClient.class);

  @Test
  void shouldTagAPieceFromItsBriefAndFollowItUntilItIsClosed() {
    UUID brief = written(wanted("Launch e-mail", "northlight"));
    assertThat(inLists("anna.agency")).contains(brief.toString());
    String jobCode = "GB-ZEL-B" + NUMBERS.incrementAndGet();

    Answer uploaded =
        SERVICE.upload(
            "anna.agency",
            "/api/briefs/" + brief + "/versions",
            "launch.html",
            SampleFiles.cleanEmail(jobCode).getBytes(StandardCharsets.UTF_8),
            Map.of());

    assertThat(uploaded.status()).as(uploaded.body().toString()).isEqualTo(201);
    String version = uploaded.body().path("versionId").asString();
    assertThat(evidence(uploaded.body(), "materialType", "DETAIL_AID")).isEqualTo("brief");
    assertThat(evidence(uploaded.body(), "keyMessageIds", "EFFICACY")).contains("brief");
    JsonNode tags = SERVICE.get("anna.agency", "/api/versions/" + version).body();
    assertThat(tags.path("confirmed").asBoolean()).isFalse();
    assertThat(texts(tags.path("metadata").path("countries"))).containsExactly("DE", "GB");
    assertThat(state(brief)).isEqualTo("IN_PRODUCTION");

    confirm(version, jobCode);
    assertThat(SERVICE.post("anna.agency", "/api/versions/" + version + "/submission").status())
        .isEqualTo(202);

    assertThat(state(brief)).isEqualTo("DELIVERED");
    assertThat(
            SERVICE
                .get("mia.marketer", "/api/briefs/" + brief)
                .body()
                .path("pieces")
                .get(0)
                .path("versionId")
                .asString())
        .isEqualTo(version);
    assertThat(SERVICE.post("anna.agency", "/api/briefs/" + brief + "/closure").status())
        .isEqualTo(403);
    assertThat(SERVICE.post("mia.marketer", "/api/briefs/" + brief + "/closure").status())
        .isEqualTo(200);
    Answer late =
        SERVICE.upload(
            "anna.agency",
            "/api/briefs/" + brief + "/versions",
            "late.html",
            SampleFiles.cleanEmail(jobCode).getBytes(StandardCharsets.UTF_8),
            Map.of());
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body().path("type").asString()).endsWith(":brief-state-conflict");
    assertThat(
            jdbc.sql(
                    "select action from audit_entry where aggregate_type = 'brief' and aggregate_id = :id order by sequence")
                .param("id", brief.toString())
                .query(String.class)
                .list())
        .containsExactly(
            "written", "piece-linked", "state-changed", "state-changed", "state-changed");
  }

  @Test
  void shouldGoBackToProductionWithTheNextVersionAndLinkWhatIsHere() {
    UUID brief = written(wanted("Leaflet", "northlight"));
    String jobCode = "GB-ZEL-B" + NUMBERS.incrementAndGet();
    JsonNode uploaded =
        SERVICE
            .upload(
                "anna.agency",
                "leaflet.html",
                SampleFiles.cleanEmail(jobCode).getBytes(StandardCharsets.UTF_8),
                Map.of())
            .body();
    String asset = uploaded.path("assetId").asString();
    confirm(uploaded.path("versionId").asString(), jobCode);
    SERVICE.post(
        "anna.agency", "/api/versions/" + uploaded.path("versionId").asString() + "/submission");

    Answer linked =
        SERVICE.put("anna.agency", "/api/briefs/" + brief + "/pieces/" + asset, Map.of());
    assertThat(linked.status()).as(linked.body().toString()).isEqualTo(200);
    assertThat(state(brief)).isEqualTo("DELIVERED");
    // An ordinary upload of the next version is enough: the piece knows its brief.
    SERVICE.upload(
        "anna.agency",
        "leaflet-2.html",
        SampleFiles.cleanEmail(jobCode).getBytes(StandardCharsets.UTF_8),
        Map.of("assetId", asset));
    assertThat(state(brief)).isEqualTo("IN_PRODUCTION");

    UUID other = written(wanted("Another leaflet", "northlight"));
    Answer taken =
        SERVICE.put("anna.agency", "/api/briefs/" + other + "/pieces/" + asset, Map.of());
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.body().path("type").asString()).endsWith(":piece-not-for-brief");
  }

  @Test
  void shouldNameEverythingThatIsWrongAtOnce() {
    Map<String, Object> wrong = wanted("", "northlight");
    wrong.put("brandId", "nothing");
    wrong.put("markets", List.of("XX"));
    wrong.put("languages", List.of("english please"));
    wrong.put("channels", List.of());
    wrong.put("dueOn", "2020-01-01");
    wrong.put("slot", "announce");

    Answer refused = SERVICE.post("cora.coordinator", "/api/briefs", wrong);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().path("type").asString()).endsWith(":brief-incomplete");
    assertThat(refused.body().path("errors").findValuesAsString("field"))
        .containsExactly(
            "title", "brandId", "markets", "channels", "languages", "dueOn", "campaignId");
    Map<String, Object> unknownClaim = wanted("E-mail", "northlight");
    unknownClaim.put("claims", List.of("zel-c-404"));
    assertThat(
            SERVICE
                .post("cora.coordinator", "/api/briefs", unknownClaim)
                .body()
                .path("detail")
                .asString())
        .contains("zel-c-404");
  }

  @Test
  void shouldShowAnAgencyItsOwnBriefsAndNobodyElses() throws Exception {
    UUID brief = written(wanted("Only for northlight", "northlight"));

    assertThat(SERVICE.get("ben.agency", "/api/briefs/" + brief).status()).isEqualTo(404);
    assertThat(inLists("ben.agency")).doesNotContain(brief.toString());
    assertThat(
            SERVICE
                .upload(
                    "ben.agency",
                    "/api/briefs/" + brief + "/versions",
                    "a.html",
                    "<p>x</p>".getBytes(StandardCharsets.UTF_8),
                    Map.of())
                .status())
        .isEqualTo(404);
    assertThat(SERVICE.get("max.medical", "/api/briefs/" + brief).status()).isEqualTo(200);
    assertThat(SERVICE.post("anna.agency", "/api/briefs", wanted("Mine", "northlight")).status())
        .isEqualTo(403);
    assertThat(page("anna.agency", "/"))
        .contains("Only for northlight", "You are asked to make it by");
    assertThat(page("ben.agency", "/")).doesNotContain("Only for northlight");
    assertThat(page("anna.agency", "/briefs/" + brief))
        .contains(
            "Upload a piece for this brief", "Once a day with food", "Tell them of the launch")
        .doesNotContain("Cancel the brief");
  }

  @Test
  void shouldTakeOneBriefPerGapOfACampaignFromItsService() {
    String campaign = UUID.randomUUID().toString();
    Map<String, Object> gap = wanted("Announcement for GB", "");
    gap.remove("materialType");
    gap.put("markets", List.of("GB"));
    gap.put("campaignId", campaign);
    gap.put("slot", "announce");

    Answer first = SERVICE.post("campaign-service", "/api/briefs", gap);
    Answer again = SERVICE.post("campaign-service", "/api/briefs", gap);
    gap.put("languages", List.of("de-DE"));
    Answer other = SERVICE.post("campaign-service", "/api/briefs", gap);

    assertThat(first.status()).as(first.body().toString()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body().path("id")).isEqualTo(first.body().path("id"));
    assertThat(other.body().path("id")).isNotEqualTo(first.body().path("id"));
    assertThat(first.body().path("writtenBy").asString()).isEqualTo("system:campaign-service");
    gap.remove("slot");
    assertThat(SERVICE.post("campaign-service", "/api/briefs", gap).status()).isEqualTo(422);

    // A coordinator chooses who makes it; then that agency has it.
    String path = "/api/briefs/" + first.body().path("id").asString();
    assertThat(SERVICE.get("anna.agency", path).status()).isEqualTo(404);
    Map<String, Object> assigned = wanted("Announcement for GB", "northlight");
    assigned.put("campaignId", campaign);
    assigned.put("slot", "announce");
    assertThat(SERVICE.put("cora.coordinator", path, assigned).status()).isEqualTo(200);
    assertThat(SERVICE.get("anna.agency", path).status()).isEqualTo(200);
    assertThat(SERVICE.get("campaign-service", path).status()).isEqualTo(200);
  }

  @Test
  void shouldRefuseTheSecondOfTwoChangesAndCancelWithAReason() {
    UUID brief = written(wanted("Deck", "northlight"));
    String path = "/api/briefs/" + brief;

    assertThat(SERVICE.put("mia.marketer", path, wanted("Deck for nurses", "northlight")).status())
        .isEqualTo(200);
    Answer conflict =
        SERVICE.put(
            "mia.marketer", path, wanted("Deck for all", "northlight"), "If-Match", "\"1\"");
    assertThat(conflict.status()).isEqualTo(409);
    assertThat(conflict.body().path("type").asString()).endsWith(":brief-edit-conflict");
    assertThat(SERVICE.post("mia.marketer", path + "/cancellation", Map.of("reason", " ")).status())
        .isIn(400, 422);
    assertThat(
            SERVICE
                .post("mia.marketer", path + "/cancellation", Map.of("reason", "No budget"))
                .body()
                .path("state")
                .asString())
        .isEqualTo("CANCELLED");
    assertThat(SERVICE.get("anna.agency", path).body().path("endReason").asString())
        .isEqualTo("No budget");
    assertThat(SERVICE.post("mia.marketer", path + "/closure").status()).isEqualTo(409);
  }

  private UUID written(Map<String, Object> wanted) {
    Answer answer = SERVICE.post("mia.marketer", "/api/briefs", wanted);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return UUID.fromString(answer.body().path("id").asString());
  }

  private static Map<String, Object> wanted(String title, String agency) {
    Map<String, Object> wanted = new LinkedHashMap<>();
    wanted.put("title", title);
    wanted.put("brandId", "zelvaro");
    wanted.put("materialType", "DETAIL_AID");
    wanted.put("markets", List.of("GB", "DE"));
    wanted.put("languages", List.of("en-GB"));
    wanted.put("channels", List.of("EMAIL"));
    wanted.put("audiences", List.of("HCP"));
    wanted.put("purpose", "PROMOTIONAL");
    wanted.put("keyMessages", List.of("EFFICACY"));
    wanted.put("claims", List.of("zel-c-001"));
    wanted.put("mandatory", List.of("Once a day with food"));
    wanted.put("background", "Tell them of the launch");
    wanted.put("agency", agency);
    wanted.put("dueOn", LocalDate.now(ZoneOffset.UTC).plusDays(20).toString());
    return wanted;
  }

  private static void confirm(String version, String jobCode) {
    Answer confirmed =
        SERVICE.put(
            "anna.agency",
            "/api/versions/" + version + "/metadata",
            SampleTags.email("Briefed piece", jobCode));
    assertThat(confirmed.status()).as(confirmed.body().toString()).isEqualTo(200);
  }

  private static String state(UUID brief) {
    return SERVICE.get("cora.coordinator", "/api/briefs/" + brief).body().path("state").asString();
  }

  private static List<String> inLists(String person) {
    return SERVICE.get(person, "/api/briefs").body().findValuesAsString("id");
  }

  private static String evidence(JsonNode uploaded, String field, String value) {
    for (JsonNode suggestion : uploaded.path("suggestions")) {
      if (suggestion.path("field").asString().equals(field)
          && suggestion.path("value").asString().equals(value)) {
        return suggestion.path("evidence").path("source").asString();
      }
    }
    return "";
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
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
