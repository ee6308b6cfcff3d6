package io.medley.campaign.measure;

import java.time.Instant;
import java.util.UUID;

/**
 * One thing that shows how far an HCP is.
 *
 * @param sourceKey names it for good at its source
 * @param topic brand or disease area
 * @param kind what was seen, e.g. {@code CLICKED}, {@code ASKED_DOSING}, {@code REP_REPORTED_USE}
 * @param independent whether it could have happened to somebody the house never wrote to
 * @param at business time
 */
public record StageEvidence(
    String sourceKey,
    UUID hcpId,
    String topic,
    Stage stage,
    String kind,
    boolean independent,
    Instant at) {

  /** Refuses evidence of nothing. */
  public StageEvidence {
    if (stage == Stage.UNAWARE) {
      throw new IllegalArgumentException("Nothing shows that somebody knows nothing");
    }
  }
}
