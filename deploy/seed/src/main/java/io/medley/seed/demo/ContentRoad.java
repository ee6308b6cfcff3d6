package io.medley.seed.demo;

import io.medley.seed.document.Sample;
import io.medley.seed.http.Api;
import io.medley.seed.http.ApiRefusal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** From a file to a submitted version, as an agency does it over the API. */
final class ContentRoad {

  private static final int VALID_MONTHS = 12;

  /** Where a day begins last: what is valid from today there is valid in every market. */
  private static final ZoneOffset LAST_ZONE = ZoneOffset.ofHours(-12);

  private final Api agency;
  private final Narration narration;

  ContentRoad(Api agency, Narration narration) {
    this.agency = agency;
    this.narration = narration;
  }

  /** Sends a file that must be refused and tells why it was. */
  void uploadRefused(Path file) {
    try {
      agency.upload("/api/uploads", file, Map.of());
    } catch (ApiRefusal refusal) {
      narration.say(
          "%s is refused (%s): %s"
              .formatted(
                  file.getFileName(),
                  refusal.problem().path("reason").asString(refusal.slug()),
                  refusal.problem().path("detail").asString("")));
      return;
    }
    throw new DemoFailed(file.getFileName() + " should have been refused but was taken.");
  }

  /** Uploads a file as a new asset, confirms its tags and runs the checks. */
  Piece upload(Sample sample) {
    return upload(sample, Map.of());
  }

  /** Uploads the mended file as a new version of the same asset. */
  Piece uploadMended(Piece refused, Sample mended) {
    return upload(mended, Map.of("assetId", refused.assetId()));
  }

  private Piece upload(Sample sample, Map<String, String> parts) {
    JsonNode uploaded = agency.upload("/api/uploads", sample.file(), parts);
    Piece piece =
        new Piece(
            sample, uploaded.path("assetId").asString(), uploaded.path("versionId").asString(), "");
    narration.say(
        "%s: %s, SHA-256 %s…"
            .formatted(
                sample.file().getFileName(),
                uploaded.path("format").asString(),
                uploaded.path("contentHash").asString().substring(0, 12)));
    List<String> suggested = new ArrayList<>();
    for (JsonNode suggestion : uploaded.path("suggestions")) {
      suggested.add(
          "%s = %s (“%s”)"
              .formatted(
                  suggestion.path("field").asString(),
                  suggestion.path("value").asString(suggestion.path("value").toString()),
                  suggestion.path("evidence").path("quote").asString()));
    }
    if (!suggested.isEmpty() && !sample.key().contains("email")) {
      narration.detail("suggested tags: " + String.join(" · ", suggested));
    }
    agency.put("/api/versions/" + piece.versionId() + "/metadata", tags(sample));
    return piece;
  }

  private static Map<String, Object> tags(Sample sample) {
    Map<String, Object> tags = new LinkedHashMap<>();
    tags.put("title", sample.title());
    tags.put("jobCode", sample.jobCode());
    tags.put("brandId", "zelvaro");
    tags.put("indicationIds", List.of("hypertension-adults"));
    tags.put("materialType", sample.materialType());
    tags.put("purpose", "PROMOTIONAL");
    tags.put("countries", List.of(sample.market()));
    tags.put("language", sample.language());
    tags.put("audiences", List.of("HCP"));
    tags.put("channels", sample.channels());
    tags.put("keyMessages", sample.slot().isEmpty() ? List.of("launch") : List.of(sample.slot()));
    tags.put(
        "details", Map.of("keyMessageIds", List.of("EFFICACY", "SAFETY"), "imageUse", "OWNED"));
    LocalDate begun = LocalDate.now(LAST_ZONE);
    tags.put("validFrom", begun.toString());
    tags.put("validTo", begun.plusMonths(VALID_MONTHS).toString());
    return tags;
  }

  /** Tries to submit a piece that its checks block, and tells the findings. */
  void submitRefused(Piece piece) {
    try {
      agency.post("/api/versions/" + piece.versionId() + "/submission", Map.of());
    } catch (ApiRefusal refusal) {
      narration.say(
          "%s may not be submitted: %s"
              .formatted(
                  piece.sample().file().getFileName(),
                  refusal.problem().path("detail").asString(refusal.slug())));
      for (JsonNode finding : refusal.problem().path("findings")) {
        narration.detail(
            "%s %s: %s Mend: %s"
                .formatted(
                    finding.path("ruleId").asString(),
                    finding.path("severity").asString(),
                    finding.path("message").asString(),
                    finding.path("fix").asString()));
      }
      return;
    }
    throw new DemoFailed(
        piece.sample().file().getFileName()
            + " was submitted although its checks should block it.");
  }

  /** Submits a piece; a coordinator has to look at it before its review opens. */
  Piece submit(Piece piece) {
    JsonNode answer;
    try {
      answer = agency.post("/api/versions/" + piece.versionId() + "/submission", Map.of());
    } catch (ApiRefusal refusal) {
      throw new DemoFailed(
          piece.sample().file().getFileName() + " could not be submitted: " + refusal.problem());
    }
    return piece.inReview(answer.path("reviewId").asString());
  }
}
