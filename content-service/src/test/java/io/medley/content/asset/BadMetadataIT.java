package io.medley.content.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.RunningContentService;
import io.medley.content.RunningContentService.Answer;
import io.medley.content.SampleFiles;
import io.medley.content.SampleTags;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Bad metadata, unknown words, wrong dates and ids of other agencies get an error that names the
 * field, says why and how to mend it: over the API and beside the field on the page, where nothing
 * typed is lost.
 */
class BadMetadataIT {

  private static final RunningContentService SERVICE = RunningContentService.get();
  private static final AtomicInteger NUMBERS =
      new AtomicInteger((int) (System.nanoTime() % 100_000));

  private static String jobCode = "";
  private static String version = "";
  private static String foreignVersion = "";
  private static String foreignAsset = "";

  @BeforeAll
  static void pieces() {
    jobCode = "GB-ZEL-M" + NUMBERS.incrementAndGet();
    version = upload("anna.agency").path("versionId").asString();
    JsonNode foreign = upload("ben.agency");
    foreignVersion = foreign.path("versionId").asString();
    foreignAsset = foreign.path("assetId").asString();
  }

  @ParameterizedTest
  @CsvSource({
    "materialType, PAPYRUS, EMAIL",
    "purpose, FUN, PROMOTIONAL",
    "countries, ATLANTIS, GB",
    "audiences, MARTIANS, HCP",
    "channels, PIGEON, EMAIL",
    "details.adaptation, CLONED, MASTER",
    "details.keyMessageIds, MAGIC, INDICATION",
    "details.imageUse, STOLEN, NONE",
    "details.tone, SHRILL, choose",
    "details.costBand, FREE, choose"
  })
  void shouldNameTheUnknownWordAndTheWordsThereAre(String field, String word, String offered) {
    Map<String, Object> tags = tags();
    Object value =
        List.of("countries", "audiences", "channels", "details.keyMessageIds").contains(field)
            ? List.of(word)
            : word;
    if (field.startsWith("details.")) {
      Map<String, Object> details = new LinkedHashMap<>(details(tags));
      details.put(field.substring("details.".length()), value);
      tags.put("details", details);
    } else {
      tags.put(field, value);
    }

    Answer refused = confirm(tags);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().path("type").asString()).endsWith(":metadata-incomplete");
    assertThat(message(refused, field)).contains("“" + word + "”").contains(offered);
  }

  @ParameterizedTest
  @CsvSource({
    "brandId, nobody, There is no brand “nobody”",
    "language, English please, write for example en-GB",
    "indicationIds, happiness, no indication “happiness”"
  })
  void shouldNameWhatTheProductMasterDoesNotKnow(String field, String value, String said) {
    Map<String, Object> tags = tags();
    tags.put(field, field.equals("indicationIds") ? List.of(value) : value);

    Answer refused = confirm(tags);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(message(refused, field)).contains(said);
  }

  @Test
  void shouldNameEveryWrongFieldAtOnce() {
    Map<String, Object> tags = tags();
    tags.put("channels", List.of("PIGEON"));
    tags.put("purpose", "FUN");
    tags.put("title", "x".repeat(201));

    Answer refused = confirm(tags);

    assertThat(fields(refused)).contains("channels", "purpose", "title");
    assertThat(refused.body().path("detail").asString()).startsWith("3 tags");
  }

  @Test
  void shouldRefuseDaysThatLieTheWrongWayOrHavePassed() {
    Map<String, Object> turned = tags();
    turned.put("validFrom", "2031-05-01");
    turned.put("validTo", "2031-04-30");
    Map<String, Object> passed = tags();
    passed.put("validTo", "2020-01-01");
    Map<String, Object> endless = tags();
    endless.put("validFrom", "2031-05-01");
    endless.put("validTo", "2090-04-30");

    assertThat(message(confirm(turned), "validTo")).contains("2031-04-30", "2031-05-01", "before");
    assertThat(message(confirm(passed), "validTo")).contains("2020-01-01", "has passed", "later");
    // The British pack lets an approval last two years.
    assertThat(message(confirm(endless), "validTo")).contains("2090-04-30", "2033-05-01");
  }

  @ParameterizedTest
  @CsvSource({
    "validFrom, 2026-13-45, write a day as 2027-12-31",
    "validTo, 31.12.2027, write a day as 2027-12-31",
    "details.masterId, the-other-one, write an id",
    "channels, EMAIL, write a list"
  })
  void shouldNameTheFieldWhoseValueCannotBeRead(String field, String value, String mend) {
    Map<String, Object> tags = tags();
    if (field.startsWith("details.")) {
      tags.put("details", Map.of(field.substring("details.".length()), value));
    } else {
      tags.put(field, value);
    }

    Answer refused = confirm(tags);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().path("type").asString()).endsWith(":request-invalid");
    assertThat(message(refused, field)).contains(mend);
  }

  @Test
  void shouldSayWhereABodyIsNoJson() {
    Answer refused =
        SERVICE.body(
            "anna.agency",
            "PUT",
            "/api/versions/" + version + "/metadata",
            "application/json",
            "{\"title\": \"Half");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().path("detail").asString()).contains("no JSON", "line 1");
  }

  /** To an agency a foreign asset is as unknown as one that does not exist, in the same words. */
  @ParameterizedTest
  @CsvSource({"basedOn", "masterId", "variantOf"})
  void shouldNotTellAForeignAssetFromOneThatDoesNotExist(String relation) {
    String nobodys = UUID.randomUUID().toString();

    Answer foreign = confirm(related(relation, foreignAsset));
    Answer unknown = confirm(related(relation, nobodys));

    assertThat(foreign.status()).isEqualTo(422);
    assertThat(message(foreign, "details." + relation))
        .isEqualTo(message(unknown, "details." + relation).replace(nobodys, foreignAsset))
        .contains("There is no asset");
  }

  @Test
  void shouldNotTellForeignIdsFromUnknownOnesAtUpload() {
    String nobodys = UUID.randomUUID().toString();

    Answer foreign = nextVersion(foreignAsset);
    Answer unknown = nextVersion(nobodys);

    assertThat(foreign.status()).isEqualTo(404);
    assertThat(foreign.body().path("type").asString()).endsWith(":asset-unknown");
    assertThat(foreign.body().path("detail").asString())
        .isEqualTo(unknown.body().path("detail").asString().replace(nobodys, foreignAsset));
    assertThat(SERVICE.get("anna.agency", "/api/versions/" + foreignVersion).status())
        .isEqualTo(404);
  }

  @Test
  void shouldRefuseAnEntityTagThatIsNoneAndOneThatIsOld() throws Exception {
    assertThat(put("\"abc\"").statusCode()).isEqualTo(400);
    assertThat(put("\"abc\"").body()).contains("is no entity tag");
    HttpResponse<String> old = put("\"0\"");
    assertThat(old.statusCode()).isEqualTo(409);
    assertThat(old.body()).contains("version-edit-conflict");
  }

  @Test
  void shouldSayItBesideTheFieldAndKeepWhatWasTyped() throws Exception {
    HttpClient anna = SERVICE.browser("anna.agency");
    Document form = page(anna, "/assets/versions/" + version + "/tags");
    List<Map.Entry<String, String>> fields = hidden(form);
    fields.add(Map.entry("title", "Typed with care"));
    fields.add(Map.entry("jobCode", jobCode));
    fields.add(Map.entry("channels", "PIGEON"));
    fields.add(Map.entry("countries", "GB"));
    fields.add(Map.entry("validFrom", "31.12.2027"));
    fields.add(Map.entry("masterId", "the other one"));
    fields.add(Map.entry("keyMessages", "First message\nSecond message"));

    Document unread = submit(anna, fields);

    assertThat(unread.select("tr:has(#validFrom) .error").text()).contains("31.12.2027", "no day");
    assertThat(unread.select("tr:has(#masterId) .error").text()).contains("the other one");
    assertThat(unread.select("#title").attr("value")).isEqualTo("Typed with care");
    assertThat(unread.select("input[name=countries][value=GB]").hasAttr("checked")).isTrue();
    assertThat(unread.select("#keyMessages").text()).contains("Second message");

    fields.removeIf(field -> List.of("validFrom", "masterId").contains(field.getKey()));
    Document unknown = submit(anna, fields);

    assertThat(unknown.select("tr:has(input[name=channels]) .error").text())
        .contains("“PIGEON”", "EMAIL");
    assertThat(unknown.select("#title").attr("value")).isEqualTo("Typed with care");
  }

  @Test
  void shouldKeepWhatWasTypedWhenSomebodyElseWasFaster() throws Exception {
    HttpClient anna = SERVICE.browser("anna.agency");
    List<Map.Entry<String, String>> fields =
        hidden(page(anna, "/assets/versions/" + version + "/tags"));
    assertThat(confirm(tags()).status()).isEqualTo(200);
    fields.add(Map.entry("title", "Slower but longer"));
    fields.add(Map.entry("jobCode", jobCode));

    Document overtaken = submit(anna, fields);

    assertThat(overtaken.select("[role=alert]").text()).contains("Somebody else changed");
    assertThat(overtaken.select("#title").attr("value")).isEqualTo("Slower but longer");
  }

  private static List<Map.Entry<String, String>> hidden(Document form) {
    return form.select("form.tagform input[type=hidden]").stream()
        .map(input -> Map.entry(input.attr("name"), input.attr("value")))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static Document submit(HttpClient browser, List<Map.Entry<String, String>> fields)
      throws IOException, InterruptedException {
    String body =
        fields.stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    HttpResponse<String> answer =
        browser.send(
            HttpRequest.newBuilder(
                    URI.create(SERVICE.base() + "/assets/versions/" + version + "/tags"))
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Jsoup.parse(answer.body());
  }

  private static Document page(HttpClient browser, String path)
      throws IOException, InterruptedException {
    return Jsoup.parse(
        browser
            .send(
                HttpRequest.newBuilder(URI.create(SERVICE.base() + path))
                    .header("Accept", "text/html")
                    .build(),
                HttpResponse.BodyHandlers.ofString())
            .body());
  }

  private static HttpResponse<String> put(String ifMatch) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(
                  URI.create(SERVICE.base() + "/api/versions/" + version + "/metadata"))
              .header("Authorization", "Bearer " + SERVICE.token("anna.agency"))
              .header("Content-Type", "application/json")
              .header("If-Match", ifMatch)
              .PUT(HttpRequest.BodyPublishers.ofString("{\"title\":\"x\"}"))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private static Map<String, Object> related(String relation, String asset) {
    Map<String, Object> tags = tags();
    Map<String, Object> details = new LinkedHashMap<>(details(tags));
    details.put(relation, asset);
    tags.put("details", details);
    return tags;
  }

  private static Answer nextVersion(String asset) {
    return SERVICE.upload("anna.agency", "next.html", email(), Map.of("assetId", asset));
  }

  private static Answer confirm(Map<String, Object> tags) {
    return SERVICE.put("anna.agency", "/api/versions/" + version + "/metadata", tags);
  }

  private static String message(Answer refused, String field) {
    for (JsonNode error : refused.body().path("errors")) {
      if (error.path("field").asString().equals(field)) {
        return error.path("message").asString();
      }
    }
    throw new AssertionError("Nothing is said of " + field + ": " + refused.body());
  }

  private static List<String> fields(Answer refused) {
    List<String> fields = new ArrayList<>();
    refused.body().path("errors").forEach(error -> fields.add(error.path("field").asString()));
    return fields;
  }

  private static JsonNode upload(String person) {
    Answer uploaded = SERVICE.upload(person, "piece.html", email(), Map.of());
    assertThat(uploaded.status()).as(uploaded.body().toString()).isEqualTo(201);
    return uploaded.body();
  }

  private static byte[] email() {
    return SampleFiles.cleanEmail(jobCode).getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, Object> tags() {
    return SampleTags.email("Test piece", jobCode);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> details(Map<String, Object> tags) {
    return (Map<String, Object>) java.util.Objects.requireNonNull(tags.get("details"));
  }
}
