package io.medley.content.module;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.RunningContentService;
import io.medley.content.RunningContentService.Answer;
import io.medley.content.SampleFiles;
import io.medley.platform.command.ServiceCommands;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Modules from draft to a piece made of them, over API and pages, on the real database. */
class ModulesIT {

  private static final RunningContentService SERVICE = RunningContentService.get();

  private final String salt = UUID.randomUUID().toString().substring(0, 8);
  private final String frame = "frame-" + salt;
  private final String good = "good-" + salt;
  private final String bad = "bad-" + salt;
  private final String statement = "statement-" + salt;

  @Test
  void shouldMakeAPieceOfApprovedModulesAndCheckEveryForm() throws Exception {
    draft(
        frame,
        "TEMPLATE",
        "<h1>For UK healthcare professionals only.</h1>{{module.opening}}{{module.end}}",
        Map.of());
    draft(good, "TEXT", "Zelvaro\u25bc (zelvarostat) is here. " + salt, Map.of());
    draft(
        bad,
        "TEXT",
        "Zelvaro for your patients, today and tomorrow and all the days that follow after that. "
            + salt,
        Map.of());
    draft(statement, "TEXT", adverseEvents(), Map.of());
    assertThat(outlook(Map.of("opening", List.of(good), "end", List.of(statement))).toString())
        .contains("There is no template");
    List.of(frame, good, bad, statement).forEach(this::approve);

    JsonNode outlook = outlook(Map.of("opening", List.of(good, bad), "end", List.of(statement)));
    assertThat(outlook.path("against")).isEmpty();
    assertThat(outlook.path("forms").asInt()).isEqualTo(2);
    UUID version = assemble(Map.of("opening", List.of(good, bad), "end", List.of(statement)));

    JsonNode assembly = SERVICE.get("anna.agency", "/api/versions/" + version + "/assembly").body();
    assertThat(assembly.path("forms")).hasSize(2);
    assertThat(form(version, 1)).contains("(zelvarostat) is here").contains("Adverse events");
    assertThat(form(version, 2)).contains("today and tomorrow").doesNotContain("{{module");
    assertThat(SERVICE.get("ben.agency", "/api/versions/" + version + "/assembly").status())
        .isEqualTo(404);

    // The second form leaves out the generic name and the triangle; nobody sees it on the screen.
    List<JsonNode> found = findings(version, "C37");
    assertThat(found)
        .anyMatch(
            finding ->
                finding.path("severity").asString().equals("BLOCK")
                    && finding.path("message").asString().contains("Title of " + bad)
                    && finding.path("message").asString().contains("C03"));
    assertThat(found)
        .noneMatch(finding -> finding.path("message").asString().contains("Title of " + good));
    assertThat(findings(version, "C36").toString()).doesNotContain("module.opening");

    UUID clean = assemble(Map.of("opening", List.of(good), "end", List.of(statement)));
    assertThat(findings(clean, "C37")).isEmpty();
    assertThat(page("anna.agency", "/assets/versions/" + version + "/forms"))
        .contains("Every form it may be sent in", "opening: Title of " + bad);

    // Withdrawn: every piece that is made of it is named to whoever acts on it.
    Answer withdrawn =
        SERVICE.post(
            "cora.coordinator",
            "/api/modules/" + bad + "/state",
            Map.of("state", "WITHDRAWN", "reason", "The words promise too much"));
    assertThat(withdrawn.status()).as(withdrawn.body().toString()).isEqualTo(200);
    JsonNode event = SERVICE.get("cora.coordinator", "/api/claims/events?limit=5").body().get(0);
    assertThat(event.path("kind").asString()).isEqualTo("MODULE_WITHDRAWN");
    assertThat(event.path("versions").toString())
        .contains(version.toString())
        .doesNotContain(clean.toString());
    JsonNode used = SERVICE.get("cora.coordinator", "/api/where-used/modules/" + good).body();
    assertThat(used.path("total").path("versions").asInt()).isEqualTo(2);
    assertThat(
            outlook(Map.of("opening", List.of(bad), "end", List.of(statement)))
                .path("against")
                .toString())
        .contains("is not in force");
    assertThat(SERVICE.bean(ServiceCommands.class).verifyAudit(false)).isZero();
  }

  @Test
  void shouldRefuseAForbiddenCombinationAtOnceAndInWords() throws Exception {
    draft(frame, "TEMPLATE", "{{module.one}}{{module.two}}", Map.of());
    draft(good, "TEXT", "Good words " + salt, Map.of());
    draft(
        bad,
        "TEXT",
        "Other words " + salt,
        Map.of("excludes", List.of(good), "countries", List.of("GB")));
    List.of(frame, good, bad).forEach(this::approve);
    Map<String, List<String>> slots = Map.of("one", List.of(good), "two", List.of(bad));

    Answer refused = SERVICE.post("anna.agency", "/api/assemblies", plan(slots));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().path("type").asString()).endsWith("assembly-forbidden");
    assertThat(refused.body().path("detail").asString())
        .contains("“Title of " + bad + "” must not stand together with “Title of " + good + "”");
    String query =
        "?title=A&brandId=zelvaro&language=en-GB&countries=DE&template="
            + frame
            + "&slot.one="
            + good
            + "&slot.two="
            + bad;
    assertThat(page("anna.agency", "/modules/assembly" + query))
        .contains("These do not go together", "must not be used in DE")
        .contains("disabled");
    assertThat(page("anna.agency", "/modules?q=" + salt))
        .contains("Title of " + good, "Assemble a piece")
        .doesNotContain("Draft a module");
    assertThat(page("cora.coordinator", "/modules/" + bad))
        .contains("Never with", good, "Signature verifies");
    assertThat(page("cora.coordinator", "/modules/new?kind=IMAGE"))
        .contains("Picture, PNG or JPEG");
    assertThat(page("cora.coordinator", "/modules/" + bad + "/next"))
        .contains("Other words " + salt);
  }

  @Test
  void shouldNeedTwoOthersToSignAndNameWhatIsWrong() {
    Answer incomplete =
        SERVICE.post(
            "cora.coordinator",
            "/api/modules",
            body(
                "Bad Key",
                "DATA",
                "a,b\n1",
                Map.of("requires", List.of("nowhere"), "countries", List.of("XX"))));
    assertThat(incomplete.status()).isEqualTo(422);
    assertThat(incomplete.body().path("errors").toString())
        .contains("lower-case letters", "Row 2 has 1 values", "no module", "not in the vocabulary");
    assertThat(
            SERVICE.post("anna.agency", "/api/modules", body(good, "TEXT", "x", Map.of())).status())
        .isEqualTo(403);
    assertThat(
            SERVICE
                .post(
                    "cora.coordinator",
                    "/api/modules",
                    body(good, "CLAIM", "No claim of ours", Map.of()))
                .body()
                .path("errors")
                .toString())
        .contains("has no claim");

    draft(good, "TEXT", "Words " + salt, Map.of());
    assertThat(SERVICE.get("anna.agency", "/api/modules/" + good).status()).isEqualTo(404);
    Answer own = ask("cora.coordinator", good, "MEDICAL");
    assertThat(own.status()).isEqualTo(403);
    String page = ask("max.medical", good, "MEDICAL").body().path("signAt").asString();
    assertThat(SERVICE.sign("max.medical", "rhea.regulatory", page).statusCode()).isEqualTo(403);
    assertThat(SERVICE.get("max.medical", "/api/modules/" + good).body().path("approvals"))
        .isEmpty();
    assertThat(SERVICE.sign("max.medical", page).body()).contains("Signature verifies");
    assertThat(ask("max.medical", good, "MEDICAL").status()).isEqualTo(409);
    assertThat(state(good)).isEqualTo("DRAFT");
  }

  @Test
  void shouldTakePicturesOnlyAndShowThemInForms() {
    Answer text =
        SERVICE.upload(
            "cora.coordinator",
            "/api/modules/pictures",
            "a.png",
            "no picture".getBytes(java.nio.charset.StandardCharsets.UTF_8),
            Map.of());
    assertThat(text.status()).isBetween(400, 422);
    JsonNode picture =
        SERVICE
            .upload(
                "cora.coordinator", "/api/modules/pictures", "a.png", SampleFiles.png(), Map.of())
            .body();
    draft(frame, "TEMPLATE", "<p>Look</p>{{module.picture}}{{module.table}}", Map.of());
    Map<String, Object> image = body(good, "IMAGE", "A falling curve", Map.of());
    module(image).put("imageHash", picture.path("sha256").asString());
    module(image).put("imageType", picture.path("mediaType").asString());
    assertThat(SERVICE.post("cora.coordinator", "/api/modules", image).status()).isEqualTo(201);
    draft(statement, "DATA", "Group,Patients\nZelvarostat <b>,406", Map.of());
    List.of(frame, good, statement).forEach(this::approve);

    UUID version = assemble(Map.of("picture", List.of(good), "table", List.of(statement)));

    assertThat(form(version, 1))
        .contains("alt=\"A falling curve\" src=\"data:image/png;base64,")
        .contains("<td>Zelvarostat &lt;b&gt;</td>");
  }

  private void draft(String id, String kind, String content, Map<String, Object> rules) {
    Answer drafted =
        SERVICE.post("cora.coordinator", "/api/modules", body(id, kind, content, rules));
    assertThat(drafted.status()).as(drafted.body().toString()).isEqualTo(201);
  }

  private static Map<String, Object> body(
      String id, String kind, String content, Map<String, Object> rules) {
    Map<String, Object> module = new LinkedHashMap<>();
    module.put("title", "Title of " + id);
    module.put("language", "en-GB");
    module.put("content", content);
    module.put("rules", rules);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", id);
    body.put("brandId", "zelvaro");
    body.put("kind", kind);
    body.put("module", module);
    return body;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> module(Map<String, Object> body) {
    return (Map<String, Object>) java.util.Objects.requireNonNull(body.get("module"));
  }

  private void approve(String id) {
    for (String[] one :
        new String[][] {{"max.medical", "MEDICAL"}, {"rhea.regulatory", "REGULATORY"}}) {
      Answer asked = ask(one[0], id, one[1]);
      assertThat(asked.status()).as(asked.body().toString()).isEqualTo(202);
      HttpResponse<String> signed = SERVICE.sign(one[0], asked.body().path("signAt").asString());
      assertThat(signed.statusCode()).as(signed.body()).isEqualTo(200);
    }
    assertThat(state(id)).isEqualTo("APPROVED");
  }

  private static Answer ask(String person, String id, String lane) {
    return SERVICE.post(
        person, "/api/modules/" + id + "/versions/1/approvals", Map.of("lane", lane));
  }

  private static String state(String id) {
    return SERVICE
        .get("cora.coordinator", "/api/modules/" + id)
        .body()
        .path("versions")
        .get(0)
        .path("state")
        .asString();
  }

  private Map<String, Object> plan(Map<String, List<String>> slots) {
    Map<String, Object> plan = new LinkedHashMap<>();
    plan.put("title", "Piece " + salt);
    plan.put("brandId", "zelvaro");
    plan.put("language", "en-GB");
    plan.put("countries", List.of("GB"));
    plan.put("audiences", List.of("HCP"));
    plan.put("channels", List.of("EMAIL"));
    plan.put("template", frame);
    plan.put("slots", slots);
    return plan;
  }

  private JsonNode outlook(Map<String, List<String>> slots) {
    return SERVICE.post("anna.agency", "/api/assemblies/outlook", plan(slots)).body();
  }

  private UUID assemble(Map<String, List<String>> slots) {
    Answer made = SERVICE.post("anna.agency", "/api/assemblies", plan(slots));
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    UUID version = UUID.fromString(made.body().path("versionId").asString());
    Map<String, Object> tags = new LinkedHashMap<>();
    tags.put("title", "Piece " + salt);
    tags.put(
        "jobCode",
        "GB-ZEL-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT));
    tags.put("brandId", "zelvaro");
    tags.put("indicationIds", List.of("hypertension-adults"));
    tags.put("materialType", "EMAIL");
    tags.put("purpose", "PROMOTIONAL");
    tags.put("countries", List.of("GB"));
    tags.put("language", "en-GB");
    tags.put("audiences", List.of("HCP"));
    tags.put("channels", List.of("EMAIL"));
    Answer confirmed = SERVICE.put("anna.agency", "/api/versions/" + version + "/metadata", tags);
    assertThat(confirmed.status()).as(confirmed.body().toString()).isEqualTo(200);
    return version;
  }

  private static String form(UUID version, int ordinal) {
    return new String(
        SERVICE
            .get("anna.agency", "/api/versions/" + version + "/forms/" + ordinal)
            .response()
            .body(),
        java.nio.charset.StandardCharsets.UTF_8);
  }

  private static List<JsonNode> findings(UUID version, String rule) {
    SERVICE.post("anna.agency", "/api/versions/" + version + "/prechecks");
    return SERVICE
        .get("anna.agency", "/api/versions/" + version + "/findings")
        .body()
        .valueStream()
        .filter(finding -> finding.path("ruleId").asString().equals(rule))
        .toList();
  }

  private static String adverseEvents() {
    String clean = SampleFiles.cleanEmail("X");
    int start = clean.indexOf("Adverse events should be reported.");
    return clean.substring(start, clean.indexOf("</p>", start)).replaceAll("<[^>]*>", "");
  }

  private static String page(String person, String path) throws Exception {
    HttpResponse<String> response =
        SERVICE
            .browser(person)
            .send(
                HttpRequest.newBuilder(SERVICE.base().resolve(path)).build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }
}
