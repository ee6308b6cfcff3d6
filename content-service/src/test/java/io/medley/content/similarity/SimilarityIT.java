package io.medley.content.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.RunningContentService;
import io.medley.content.SampleFiles;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.asset.VersionState;
import io.medley.platform.security.Actor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Reuse is noticed at upload, differences are shown, and downloads carry their metadata. */
class SimilarityIT {

  private static final RunningContentService SERVICE = RunningContentService.get();

  private final String own = words(260);

  @Test
  void shouldNoticeThatNearlyTheSameIsApprovedAlready() {
    String approved = upload("anna.agency", own);
    move(approved, VersionState.SUBMITTED, VersionState.IN_REVIEW, VersionState.APPROVED);
    String again = upload("anna.agency", own + " indeed");

    JsonNode similar = similar("anna.agency", again);

    assertThat(similar).hasSize(1);
    assertThat(similar.get(0).path("versionId").asString()).isEqualTo(approved);
    assertThat(similar.get(0).path("advice").asString()).isEqualTo("REUSE");
    assertThat(similar.get(0).path("likeness").asDouble()).isBetween(0.9, 1d);
    assertThat(similar.get(0).path("why").asString()).contains("reuse it");
  }

  @Test
  void shouldNoticeThatNearlyTheSameWasRejected() {
    String rejected = upload("anna.agency", own);
    move(rejected, VersionState.SUBMITTED, VersionState.IN_REVIEW, VersionState.REJECTED);
    String again = upload("anna.agency", own + " indeed");

    assertThat(similar("anna.agency", again).get(0).path("advice").asString())
        .isEqualTo("MEND_FIRST");
  }

  @Test
  void shouldTellAnAgencyOfItsOwnWorkOnly() {
    String annas = upload("anna.agency", own);
    String bens = upload("ben.agency", own + " indeed");

    assertThat(similar("ben.agency", bens)).isEmpty();
    assertThat(similar("cora.coordinator", bens).get(0).path("versionId").asString())
        .isEqualTo(annas);
    assertThat(SERVICE.get("ben.agency", "/api/versions/" + annas + "/similar").status())
        .isEqualTo(404);
    assertThat(SERVICE.get("ben.agency", "/api/versions/" + bens + "/diff/" + annas).status())
        .isEqualTo(404);
    assertThat(SERVICE.get("ben.agency", "/api/versions/" + annas + "/diff/" + bens).status())
        .isEqualTo(404);
    assertThat(SERVICE.get("ben.agency", "/api/versions/" + annas + "/copy").status())
        .isEqualTo(404);
  }

  @Test
  void shouldShowWhatDiffersInWordsAndPictures() throws Exception {
    String before = pdf("Zelvaro lowers blood pressure by 12 mmHg in adults.");
    String after = pdf("Zelvaro lowers blood pressure by 21 mmHg in adults.");

    JsonNode diff = SERVICE.get("anna.agency", "/api/versions/" + before + "/diff/" + after).body();

    assertThat(diff.path("added").asInt()).isEqualTo(1);
    assertThat(diff.path("removed").asInt()).isEqualTo(1);
    assertThat(diff.path("pages").get(0).path("regions").asInt()).isPositive();
    HttpClient anna = SERVICE.browser("anna.agency");
    String page = page(anna, "/assets/versions/" + before + "/diff/" + after);
    assertThat(page).contains("<ins>21 </ins>").contains("<del>12 </del>").contains("1-1.png");
    assertThat(page(anna, "/assets/versions/" + after + "?tab=similar")).contains("Similar");
    assertThat(
            SERVICE
                .get("anna.agency", "/api/versions/" + before + "/diff/" + after + "/pages/1-1.png")
                .response()
                .headers()
                .firstValue("Content-Type"))
        .hasValue("image/png");
  }

  @Test
  void shouldWriteTheKeyFieldsIntoACopyAndLeaveTheSealedBytesAlone() throws Exception {
    byte[] original = SampleFiles.pdf(List.of(List.of("Zelvaro", own.substring(0, 40))));
    String version =
        SERVICE
            .upload("anna.agency", "aid & more.pdf", original, Map.of())
            .body()
            .path("versionId")
            .asString();

    byte[] copy =
        SERVICE.get("anna.agency", "/api/versions/" + version + "/copy").response().body();

    assertThat(Arrays.copyOf(copy, original.length)).isEqualTo(original);
    try (PDDocument document = Loader.loadPDF(copy)) {
      String xmp =
          new String(
              document.getDocumentCatalog().getMetadata().toByteArray(), StandardCharsets.UTF_8);
      assertThat(xmp).contains("medley:versionId=\"" + version).contains("medley:contentHash");
    }
    assertThat(SERVICE.get("anna.agency", "/api/versions/" + version + "/file").response().body())
        .isEqualTo(original);
    String html = upload("anna.agency", own);
    assertThat(
            SERVICE
                .get("anna.agency", "/api/versions/" + html + "/copy")
                .body()
                .path("type")
                .asString())
        .endsWith(":copy-not-possible");
  }

  @Test
  void shouldLearnTagsFromWhatWasConfirmedBefore() {
    String first = upload("anna.agency", own);
    Map<String, Object> tags = new java.util.LinkedHashMap<>();
    tags.put("title", "Earlier piece");
    tags.put("jobCode", "GB-ZEL-" + UUID.randomUUID().toString().substring(0, 6));
    tags.put("materialType", "POSTER");
    tags.put("channels", List.of("EVENT"));
    assertThat(SERVICE.put("anna.agency", "/api/versions/" + first + "/metadata", tags).status())
        .isEqualTo(200);

    JsonNode suggestions =
        SERVICE
            .upload(
                "anna.agency",
                "next.html",
                html(own + " indeed").getBytes(StandardCharsets.UTF_8),
                Map.of())
            .body()
            .path("suggestions");

    assertThat(suggestions)
        .anySatisfy(
            suggestion -> {
              assertThat(suggestion.path("field").asString()).isEqualTo("channels");
              assertThat(suggestion.path("value").asString()).isEqualTo("EVENT");
              assertThat(suggestion.path("evidence").path("source").asString())
                  .contains("the same text");
            });
  }

  private static String page(HttpClient browser, String path) throws Exception {
    HttpResponse<String> answer =
        browser.send(
            HttpRequest.newBuilder(SERVICE.base().resolve(URI.create(path))).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }

  private JsonNode similar(String person, String version) {
    return SERVICE.get(person, "/api/versions/" + version + "/similar").body();
  }

  private static String upload(String person, String text) {
    return SERVICE
        .upload(person, "piece.html", html(text).getBytes(StandardCharsets.UTF_8), Map.of())
        .body()
        .path("versionId")
        .asString();
  }

  private static String pdf(String line) {
    return SERVICE
        .upload("anna.agency", "aid.pdf", SampleFiles.pdf(List.of(List.of(line))), Map.of())
        .body()
        .path("versionId")
        .asString();
  }

  private static String html(String text) {
    return "<!doctype html><html lang=\"en\"><title>Piece</title><p>" + text + "</p></html>";
  }

  /** Walks a stored piece through states as the review would. */
  private static void move(String version, VersionState... states) {
    AssetVersions versions = SERVICE.bean(AssetVersions.class);
    VersionId id = new VersionId(UUID.fromString(version));
    io.medley.content.ContentDatabase.submitted(SERVICE.database(), id);
    VersionState from = VersionState.SUBMITTED;
    for (VersionState to : Arrays.asList(states).subList(1, states.length)) {
      VersionState before = from;
      SERVICE
          .bean(TransactionTemplate.class)
          .executeWithoutResult(
              status -> versions.transition(id, before, to, Actor.system("test"), "test"));
      from = to;
    }
  }

  private static String words(int count) {
    Random random = new Random();
    return random
        .ints(count, 0, 50_000)
        .mapToObj(word -> "w" + Integer.toString(word, 36))
        .collect(Collectors.joining(" "));
  }
}
