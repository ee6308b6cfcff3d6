package io.medley.campaign.journey;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How far an HCP is with a topic, for what is handed over to the next channel. */
@FunctionalInterface
public interface StageOf {

  /**
   * The stage of change at the instant: on the first of the topics on which anything is known, else
   * on the brand over all its topics.
   *
   * @param topics codes of what the HCP asked about, the newest first
   * @return its code, e.g. {@code PREPARATION}; empty if nothing shows any
   */
  Optional<String> stage(UUID hcpId, String brandId, List<String> topics, Instant now);
}
