package io.medley.content.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.RunningContentService;
import io.medley.content.RunningContentService.Answer;
import io.medley.content.SampleFiles;
import io.medley.content.SampleTags;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is under way and how it went, each agency its own. */
class ScorecardIT {

  private static final RunningContentService SERVICE = RunningContentService.get();

  @Test
  void shouldShowWhatIsUnderReviewToItsAgencyAndTheCoordinatorOnly() throws Exception {
    String version = submitted("anna.agency");

    assertThat(versions("anna.agency")).contains(version);
    assertThat(versions("cora.coordinator")).contains(version);
    assertThat(versions("ben.agency")).doesNotContain(version);
    assertThat(SERVICE.get("mia.marketer", "/api/queue").status()).isEqualTo(403);
    assertThat(SERVICE.get("mia.marketer", "/api/scorecard").status()).isEqualTo(403);
    assertThat(page("anna.agency", "/queue")).contains("Test piece");
    assertThat(page("cora.coordinator", "/queue")).contains("northlight");
    assertThat(page("anna.agency", "/")).contains("Scorecard");
  }

  @Test
  void shouldScoreEachAgencyAndShowOthersNothing() throws Exception {
    submitted("anna.agency");
    blocked("anna.agency");

    JsonNode own = SERVICE.get("anna.agency", "/api/scorecard").body();
    assertThat(own).hasSize(1);
    assertThat(own.get(0).at("/score/agency").asString()).isEqualTo("northlight");
    assertThat(own.get(0).at("/score/submissions").asInt()).isPositive();
    assertThat(own.get(0).at("/score/blocked").asInt()).isPositive();
    assertThat(own.get(0).at("/score/causes/0/rule").asString()).startsWith("C");
    assertThat(page("anna.agency", "/scorecard")).contains("northlight");
    assertThat(page("cora.coordinator", "/scorecard")).contains("How far people agree");
  }

  @Test
  void shouldCompareASecondPersonsTagsAndTakeNoneOver() throws Exception {
    String version = submitted("anna.agency");
    Map<String, Object> tags = tags("X");

    assertThat(post("ben.agency", version, tags).status()).isEqualTo(403);
    assertThat(post("cora.coordinator", version, tags).status()).isEqualTo(204);
    assertThat(post("cora.coordinator", version, tags).status()).isEqualTo(409);
    assertThat(
            SERVICE
                .get("cora.coordinator", "/api/tag-agreement")
                .body()
                .path("channels")
                .asDouble())
        .isBetween(-1d, 1d);
    assertThat(
            SERVICE
                .get("anna.agency", "/api/versions/" + version)
                .body()
                .at("/metadata/jobCode")
                .asString())
        .isNotEqualTo("X");
    assertThat(page("cora.coordinator", "/assets/versions/" + version + "/second-tags"))
        .contains("Tag it again");
  }

  private static Answer post(String person, String version, Map<String, Object> tags) {
    return SERVICE.post(person, "/api/versions/" + version + "/second-tags", tags);
  }

  private static List<String> versions(String person) {
    return SERVICE
        .get(person, "/api/queue")
        .body()
        .valueStream()
        .map(entry -> entry.at("/version/value").asString(entry.path("version").asString("")))
        .toList();
  }

  static String page(String person, String path) throws Exception {
    HttpClient browser = SERVICE.browser(person);
    HttpResponse<String> answer =
        browser.send(
            HttpRequest.newBuilder(SERVICE.base().resolve(path)).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }

  static String submitted(String person) {
    String jobCode = jobCode();
    String version = draft(person, SampleFiles.cleanEmail(jobCode), jobCode);
    Answer submitted = SERVICE.post(person, "/api/versions/" + version + "/submission");
    assertThat(submitted.status()).as(submitted.body().toString()).isEqualTo(202);
    return version;
  }

  private static void blocked(String person) {
    String jobCode = jobCode();
    String version = draft(person, SampleFiles.emailWithoutEvents(jobCode), jobCode);
    assertThat(SERVICE.post(person, "/api/versions/" + version + "/submission").status())
        .isEqualTo(409);
  }

  private static String draft(String person, String html, String jobCode) {
    String version =
        SERVICE
            .upload(person, "launch.html", html.getBytes(StandardCharsets.UTF_8), Map.of())
            .body()
            .path("versionId")
            .asString();
    assertThat(
            SERVICE.put(person, "/api/versions/" + version + "/metadata", tags(jobCode)).status())
        .isEqualTo(200);
    return version;
  }

  private static Map<String, Object> tags(String jobCode) {
    Map<String, Object> tags = SampleTags.email("Test piece", jobCode);
    tags.put("details", Map.of("keyMessageIds", List.of("SAFETY"), "imageUse", "NONE"));
    return tags;
  }

  private static String jobCode() {
    return "GB-ZEL-" + ThreadLocalRandom.current().nextInt(100_000, 999_999);
  }
}
