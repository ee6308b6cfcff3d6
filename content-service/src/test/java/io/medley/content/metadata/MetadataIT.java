package io.medley.content.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.RunningContentService;
import io.medley.content.RunningContentService.Answer;
import io.medley.content.SampleFiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The metadata document of a real piece, on the real database. */
class MetadataIT {

  private static final RunningContentService SERVICE = RunningContentService.get();

  private final String jobCode =
      "GB-ZEL-" + java.util.concurrent.ThreadLocalRandom.current().nextInt(100_000, 999_999);

  @Test
  void shouldHoldToItsSchemaAndExport() {
    String version = upload();
    confirm(version, Map.of("keyMessageIds", List.of("efficacy", "Nebenwirkungen")));

    Answer document = SERVICE.get("anna.agency", "/api/versions/" + version + "/metadata");

    assertThat(document.status()).isEqualTo(200);
    conforms("", document.body(), MetadataSchemaTest.schema());
    assertThat(document.body().at("/message/keyMessageIds").valueStream().map(JsonNode::asString))
        .containsExactly("EFFICACY", "SAFETY");
    assertThat(document.body().at("/kind/subtype").asString()).isNotBlank();
    assertThat(document.body().at("/product/inn/0").asString()).isEqualTo("zelvarostat");
    assertThat(document.body().at("/safety/0/current").asBoolean()).isTrue();
    assertThat(document.body().at("/tagQuality/agreement").asDouble()).isGreaterThan(0.5);
    assertThat(SERVICE.get("anna.agency", "/api/schemas/asset-metadata/1").status()).isEqualTo(200);
    assertThat(
            SERVICE
                .get("anna.agency", "/api/versions/" + version + "/metadata/schema-org")
                .body()
                .path("inLanguage")
                .asString())
        .isEqualTo("en-GB");
    assertThat(
            SERVICE
                .get("anna.agency", "/api/versions/" + version + "/metadata/dublin-core")
                .body()
                .path("dc:title")
                .asString())
        .isEqualTo("Test piece");
    assertThat(
            SERVICE
                .get("anna.agency", "/api/versions/" + version + "/metadata/prism")
                .body()
                .path("prism:productCode")
                .asString())
        .isEqualTo(jobCode);
  }

  @Test
  void shouldBeUnknownToAnotherAgency() {
    String version = upload();

    for (String path : List.of("", "/schema-org", "/dublin-core", "/prism")) {
      assertThat(
              SERVICE.get("ben.agency", "/api/versions/" + version + "/metadata" + path).status())
          .as(path)
          .isEqualTo(404);
    }
  }

  @Test
  void shouldNameWhatIsWrongFieldByField() {
    String version = upload();

    Answer refused =
        put(
            version,
            Map.of(
                "tone",
                "SHOUTING",
                "masterId",
                UUID.randomUUID().toString(),
                "imageRights",
                List.of(Map.of("image", "doctor.png", "showsPeople", true))));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().path("errors").valueStream().map(e -> e.path("field").asString()))
        .contains("details.tone", "details.masterId", "details.imageRights");
  }

  @Test
  void shouldNotTakeAForeignAgencysAssetAsMaster() {
    Answer theirs =
        SERVICE.upload(
            "ben.agency",
            "theirs.html",
            SampleFiles.cleanEmail(jobCode).getBytes(StandardCharsets.UTF_8),
            Map.of());
    String version = upload();

    Answer refused = put(version, Map.of("masterId", theirs.body().path("assetId").asString()));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().path("errors").get(0).path("field").asString())
        .isEqualTo("details.masterId");
  }

  @Test
  void shouldLetDescriptionChangeAfterSubmissionWithoutTouchingTheHash() {
    String version = upload();
    confirm(version, Map.of());
    Answer submitted = SERVICE.post("anna.agency", "/api/versions/" + version + "/submission");
    assertThat(submitted.status()).as(submitted.body().toString()).isEqualTo(202);
    JsonNode before = SERVICE.get("anna.agency", "/api/versions/" + version).body();

    Answer described =
        SERVICE.patch(
            "anna.agency",
            "/api/versions/" + version + "/description",
            Map.of("tone", "scientific", "specialties", List.of("GP")));

    assertThat(described.status()).as(described.body().toString()).isEqualTo(200);
    assertThat(described.body().at("/metadata/details/tone").asString()).isEqualTo("FACTUAL");
    assertThat(described.body().at("/metadata/details/specialties/0").asString())
        .isEqualTo("GENERAL_PRACTICE");
    assertThat(described.body().path("metadataHash").asString())
        .isEqualTo(before.path("metadataHash").asString());
    assertThat(before.at("/metadata/details/segments/0").asString()).isEqualTo("ALL");
  }

  private String upload() {
    return SERVICE
        .upload(
            "anna.agency",
            "launch.html",
            SampleFiles.cleanEmail(jobCode).getBytes(StandardCharsets.UTF_8),
            Map.of())
        .body()
        .path("versionId")
        .asString();
  }

  private void confirm(String version, Map<String, Object> details) {
    Answer confirmed = put(version, details);
    assertThat(confirmed.status()).as(confirmed.body().toString()).isEqualTo(200);
    assertThat(confirmed.body().path("open")).isEmpty();
  }

  private Answer put(String version, Map<String, Object> details) {
    Map<String, Object> tags = new java.util.LinkedHashMap<>();
    tags.put("title", "Test piece");
    tags.put("jobCode", jobCode);
    tags.put("brandId", "zelvaro");
    tags.put("indicationIds", List.of("hypertension-adults"));
    tags.put("materialType", "newsletter");
    tags.put("purpose", "promotion");
    tags.put("countries", List.of("UK"));
    tags.put("language", "en-GB");
    tags.put("audiences", List.of("doctors"));
    tags.put("channels", List.of("EMAIL"));
    tags.put("details", details);
    return SERVICE.put("anna.agency", "/api/versions/" + version + "/metadata", tags);
  }

  /** The part of JSON Schema that ours uses. */
  private static void conforms(String path, JsonNode value, JsonNode schema) {
    JsonNode types = schema.path("type");
    List<String> allowed =
        types.isArray()
            ? types.valueStream().map(JsonNode::asString).toList()
            : List.of(types.asString(""));
    String actual =
        value.isNull()
            ? "null"
            : value.isObject()
                ? "object"
                : value.isArray()
                    ? "array"
                    : value.isBoolean()
                        ? "boolean"
                        : value.isIntegralNumber()
                            ? "integer"
                            : value.isNumber() ? "number" : "string";
    assertThat(allowed.contains(actual) || (allowed.contains("number") && value.isNumber()))
        .as(path + " " + value + " is no " + allowed)
        .isTrue();
    if (value.isObject()) {
      schema
          .path("required")
          .valueStream()
          .forEach(name -> assertThat(value.has(name.asString())).as(path + "/" + name).isTrue());
      value
          .properties()
          .forEach(
              field ->
                  conforms(
                      path + "/" + field.getKey(),
                      field.getValue(),
                      schema.path("properties").path(field.getKey())));
    } else if (value.isArray()) {
      value.valueStream().forEach(item -> conforms(path + "[]", item, schema.path("items")));
    } else if (value.isString() && schema.has("pattern")) {
      assertThat(value.asString()).as(path).matches(schema.path("pattern").asString());
    }
  }
}
