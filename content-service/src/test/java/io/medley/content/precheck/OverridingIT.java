package io.medley.content.precheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.content.RunningContentService;
import io.medley.content.RunningContentService.Answer;
import io.medley.content.SampleFiles;
import io.medley.platform.command.ServiceCommands;
import io.medley.platform.signing.SignatureVerifier;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Deciding against a blocking finding, and the checks before sending, on the real database. */
class OverridingIT {

  private static final RunningContentService SERVICE = RunningContentService.get();
  private static final AtomicInteger NUMBERS =
      new AtomicInteger((int) (System.nanoTime() % 100_000));
  private static final String REASON = "Quoted from the guideline, where the word stands as cited.";

  @Test
  void shouldLetAHolderOfTheLaneDecideAndTheAgencySubmit() {
    UUID version = blocked("The best-known guideline says so.[1]");
    JsonNode finding = only(version);
    assertThat(finding.path("ruleId").asString()).isEqualTo("C24");

    Answer made = decide("max.medical", version, finding.path("key").asString(), REASON);

    assertThat(made.status()).as(made.body().toString()).isEqualTo(202);
    JsonNode after = only(version);
    assertThat(after.path("severity").asString()).isEqualTo("BLOCK");
    assertThat(after.path("overridden").path("personId").asString()).isEqualTo("max.medical");
    assertThat(after.path("overridden").path("reason").asString()).isEqualTo(REASON);
    Answer submitted = SERVICE.post("anna.agency", "/api/versions/" + version + "/submission");
    assertThat(submitted.status()).as(submitted.body().toString()).isEqualTo(202);
    assertThat(
            SERVICE
                .get("anna.agency", "/api/versions/" + version)
                .body()
                .path("preCheck")
                .path("verdict")
                .asString())
        .isEqualTo("REVIEW");
    assertThat(SERVICE.bean(ServiceCommands.class).verifyAudit(false)).isZero();
  }

  @Test
  void shouldRefuseWhoMayNotAndSayWhy() {
    UUID version = blocked("The best-known guideline says so.[1]");
    String key = only(version).path("key").asString();

    assertThat(type(decide("anna.agency", version, key, REASON))).endsWith("override-own-work");
    assertThat(type(decide("ben.agency", version, key, REASON))).endsWith("version-unknown");
    assertThat(type(decide("cora.coordinator", version, key, REASON)))
        .endsWith("authority-missing");
    assertThat(type(decide("max.medical", version, key, "because")))
        .endsWith("override-reason-missing");
    assertThat(type(decide("max.medical", version, "0000", REASON))).endsWith("no-such-block");
    assertThat(decide("max.medical", version, key, REASON).status()).isEqualTo(202);
    assertThat(type(decide("max.medical", version, key, REASON))).endsWith("already-overridden");
  }

  @Test
  void shouldTakeNoEffectUntilTheVeryPersonHasTypedThePassword() {
    UUID version = blocked("The best-known guideline says so.[1]");
    String key = only(version).path("key").asString();

    String page = ask("max.medical", version, key, REASON).body().path("signAt").asString();
    assertThat(only(version).path("overridden").path("personId").isMissingNode()).isTrue();
    assertThat(SERVICE.post("anna.agency", "/api/versions/" + version + "/submission").status())
        .isEqualTo(409);
    assertThat(SERVICE.sign("max.medical", "rhea.regulatory", page).statusCode()).isEqualTo(403);
    assertThat(only(version).path("overridden").path("personId").isMissingNode()).isTrue();

    assertThat(SERVICE.sign("max.medical", page).statusCode()).isEqualTo(200);
    assertThat(only(version).path("overridden").path("authenticatedAt").asString()).isNotEmpty();
  }

  @Test
  void shouldSignAStatementOnceAndKeepItVerifiable() throws Exception {
    UUID version = blocked("The best-known guideline says so.[1]");
    String key = only(version).path("key").asString();
    String page = ask("max.medical", version, key, REASON).body().path("signAt").asString();
    assertThat(status(SERVICE.browser("rhea.regulatory"), page)).isEqualTo(409);
    SERVICE.sign("max.medical", page);
    assertThat(status(SERVICE.browser("max.medical"), page)).isEqualTo(409);

    Map<String, Object> row =
        SERVICE
            .bean(JdbcClient.class)
            .sql("select statement, key_id, signature from check_override where version_id = :id")
            .param("id", version)
            .query()
            .singleRow();
    byte[] statement = String.valueOf(row.get("statement")).getBytes(StandardCharsets.UTF_8);
    byte[] signature = Base64.getDecoder().decode(String.valueOf(row.get("signature")));
    SignatureVerifier verifier = SERVICE.bean(SignatureVerifier.class);
    String keyId = String.valueOf(row.get("key_id"));
    assertThat(verifier.verify(keyId, statement, signature)).isTrue();
    assertThat(new String(statement, StandardCharsets.UTF_8))
        .contains("\"printedName\":\"Max Medical\"", "\"meaning\":\"I decide", REASON);
    statement[10] ^= 1;
    assertThat(verifier.verify(keyId, statement, signature)).isFalse();
  }

  @Test
  void shouldRefuseARuleNobodyMayOverride() {
    UUID version = draft(SampleFiles.cleanEmail("GB-ZEL-NOTMINE"), jobCode());

    JsonNode finding = only(version);

    assertThat(finding.path("ruleId").asString()).isEqualTo("C01");
    assertThat(type(decide("max.medical", version, finding.path("key").asString(), REASON)))
        .endsWith("never-overridden");
  }

  @Test
  void shouldShowDecisionsToWhoMaySeeTheVersionOnly() {
    UUID version = blocked("The best-known guideline says so.[1]");
    decide("max.medical", version, only(version).path("key").asString(), REASON);

    assertThat(SERVICE.get("anna.agency", "/api/versions/" + version + "/overrides").body())
        .hasSize(1);
    assertThat(SERVICE.get("ben.agency", "/api/versions/" + version + "/overrides").status())
        .isEqualTo(404);
  }

  @Test
  void shouldKeepDecisionsFromBeingChanged() {
    UUID version = blocked("The best-known guideline says so.[1]");
    decide("max.medical", version, only(version).path("key").asString(), REASON);

    assertThatThrownBy(
            () ->
                SERVICE
                    .bean(JdbcClient.class)
                    .sql(
                        "update check_override set reason = 'something else entirely' where"
                            + " version_id = :id")
                    .param("id", version)
                    .update())
        .isInstanceOf(DataAccessException.class);
  }

  @Test
  void shouldCheckBeforeSendingAndAnswerTheSecondTimeFromWhatIsStored() {
    String code = jobCode();
    UUID version = draft(SampleFiles.cleanEmail(code), code);

    Answer first = SERVICE.post("anna.agency", "/api/versions/" + version + "/send-check");
    Answer second = SERVICE.post("anna.agency", "/api/versions/" + version + "/send-check");

    assertThat(first.status()).as(first.body().toString()).isEqualTo(200);
    assertThat(first.body().path("verdict").asString()).isNotEqualTo("BLOCKED");
    assertThat(second.body().path("checkRunId").asString())
        .isEqualTo(first.body().path("checkRunId").asString());
    assertThat(SERVICE.post("ben.agency", "/api/versions/" + version + "/send-check").status())
        .isEqualTo(404);
  }

  @Test
  void shouldShowThePacksToTheHouseOnly() {
    Answer packs = SERVICE.get("cora.coordinator", "/api/rule-packs");

    assertThat(packs.body()).hasSize(5);
    assertThat(packs.body().get(0).path("rules")).hasSize(42);
    assertThat(SERVICE.get("anna.agency", "/api/rule-packs").status()).isEqualTo(403);
  }

  @Test
  void shouldShowTheFormToWhoMayDecideAndTheDecisionToEverybody() throws Exception {
    UUID version = blocked("The best-known guideline says so.[1]");
    String key = only(version).path("key").asString();
    String form = "/assets/versions/" + version + "/findings/" + key + "/override";
    HttpClient max = SERVICE.browser("max.medical");

    assertThat(page(max, "/assets/versions/" + version)).contains("Override…");
    assertThat(page(max, form)).contains("Why it does not hold here").contains("<textarea");
    assertThat(page(SERVICE.browser("anna.agency"), form)).contains("You cannot decide");
    assertThat(status(SERVICE.browser("ben.agency"), form)).isEqualTo(404);
    decide("max.medical", version, key, REASON);

    assertThat(page(SERVICE.browser("anna.agency"), "/assets/versions/" + version))
        .contains("Overridden")
        .contains(REASON)
        .doesNotContain("Override…");
    assertThat(page(SERVICE.browser("cora.coordinator"), "/rule-packs?market=FR"))
        .contains("France")
        .contains("C41");
    assertThat(status(SERVICE.browser("anna.agency"), "/rule-packs")).isEqualTo(403);
  }

  private static String page(HttpClient browser, String path) throws Exception {
    HttpResponse<String> answer = send(browser, path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static int status(HttpClient browser, String path) throws Exception {
    return send(browser, path).statusCode();
  }

  private static HttpResponse<String> send(HttpClient browser, String path) throws Exception {
    return browser.send(
        HttpRequest.newBuilder(SERVICE.base().resolve(path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static UUID blocked(String sentence) {
    String code = jobCode();
    return draft(SampleFiles.email(code, sentence, events()), code);
  }

  private static UUID draft(String email, String code) {
    Answer uploaded =
        SERVICE.upload(
            "anna.agency", "piece.html", email.getBytes(StandardCharsets.UTF_8), Map.of());
    assertThat(uploaded.status()).as(uploaded.body().toString()).isEqualTo(201);
    UUID version = UUID.fromString(uploaded.body().path("versionId").asString());
    Answer confirmed =
        SERVICE.put("anna.agency", "/api/versions/" + version + "/metadata", tags(code));
    assertThat(confirmed.status()).as(confirmed.body().toString()).isEqualTo(200);
    SERVICE.post("anna.agency", "/api/versions/" + version + "/prechecks");
    return version;
  }

  /** The only blocking finding. */
  private static JsonNode only(UUID version) {
    JsonNode findings = SERVICE.get("anna.agency", "/api/versions/" + version + "/findings").body();
    List<JsonNode> blocks =
        findings
            .valueStream()
            .filter(finding -> finding.path("severity").asString().equals("BLOCK"))
            .toList();
    assertThat(blocks).as(findings.toString()).hasSize(1);
    return blocks.getFirst();
  }

  /** Asks and, unless that is refused, signs. */
  private static Answer decide(String person, UUID version, String key, String reason) {
    Answer asked = ask(person, version, key, reason);
    if (asked.status() == 202) {
      HttpResponse<String> signed = SERVICE.sign(person, asked.body().path("signAt").asString());
      assertThat(signed.statusCode()).as(signed.body()).isEqualTo(200);
      assertThat(signed.body()).contains("Signed: I decide that this finding does not stop");
    }
    return asked;
  }

  private static Answer ask(String person, UUID version, String key, String reason) {
    return SERVICE.post(
        person,
        "/api/versions/" + version + "/overrides",
        Map.of("findingKey", key, "reason", reason));
  }

  private static String type(Answer answer) {
    return answer.body().path("type").asString();
  }

  private static String events() {
    String clean = SampleFiles.cleanEmail("X");
    int start = clean.indexOf("Adverse events should be reported.");
    return clean.substring(start, clean.indexOf("</p>", start));
  }

  private static String jobCode() {
    return "GB-ZEL-OV" + NUMBERS.incrementAndGet();
  }

  private static Map<String, Object> tags(String jobCode) {
    Map<String, Object> tags = new java.util.LinkedHashMap<>();
    tags.put("title", "Test piece");
    tags.put("jobCode", jobCode);
    tags.put("brandId", "zelvaro");
    tags.put("indicationIds", List.of("hypertension-adults"));
    tags.put("materialType", "EMAIL");
    tags.put("purpose", "PROMOTIONAL");
    tags.put("countries", List.of("GB"));
    tags.put("language", "en-GB");
    tags.put("audiences", List.of("HCP"));
    tags.put("channels", List.of("EMAIL"));
    return tags;
  }
}
