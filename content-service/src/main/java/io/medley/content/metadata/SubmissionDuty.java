package io.medley.content.metadata;

import io.medley.content.asset.AssetMetadata;
import java.util.Set;

/**
 * Which authority wants to be told of promotional pieces, market by market: the United States at
 * first use (21 CFR 314.81(b)(3)(i), form 2253), France before it (visa). Others are told on
 * demand.
 *
 * @param authority empty if none has to be told
 */
record SubmissionDuty(boolean required, String authority, String type) {

  private static final Set<String> TOLD = Set.of("PROMOTIONAL", "PATIENT_SUPPORT");

  static SubmissionDuty of(String market, AssetMetadata metadata) {
    if (!TOLD.contains(metadata.purpose())) {
      return new SubmissionDuty(false, "", "");
    }
    return switch (market) {
      case "US" -> new SubmissionDuty(true, "FDA OPDP", "2253");
      case "FR" -> new SubmissionDuty(true, "ANSM", "visa");
      default -> new SubmissionDuty(false, "", "");
    };
  }
}
