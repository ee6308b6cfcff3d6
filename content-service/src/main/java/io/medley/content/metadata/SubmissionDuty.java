package io.medley.content.metadata;

import io.medley.content.asset.AssetMetadata;
import io.medley.content.market.MarketPack;
import java.util.Locale;

/**
 * Which authority a market's pack wants to be told of a piece, before or at its first use. Others
 * are told on demand.
 *
 * @param authority empty if none has to be told
 * @param type what the authority calls it; empty likewise
 */
record SubmissionDuty(boolean required, String authority, String type) {

  static SubmissionDuty of(MarketPack pack, AssetMetadata metadata) {
    for (MarketPack.Step step : pack.steps()) {
      String authority = step.authority();
      String type = step.submissionType();
      if (authority != null
          && type != null
          && step.concerns(metadata.purpose().toUpperCase(Locale.ROOT), metadata.channels())) {
        return new SubmissionDuty(true, authority, type);
      }
    }
    return new SubmissionDuty(false, "", "");
  }
}
