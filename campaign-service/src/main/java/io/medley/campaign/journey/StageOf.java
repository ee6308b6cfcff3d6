package io.medley.campaign.journey;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** How far an HCP is with a topic, for what is handed over to the next channel. */
@FunctionalInterface
public interface StageOf {

  /**
   * The stage of change at the instant.
   *
   * @param topic the brand, or another topic evidence is kept for
   * @return its code, e.g. {@code PREPARATION}; empty if nothing shows any
   */
  Optional<String> stage(UUID hcpId, String topic, Instant now);
}
