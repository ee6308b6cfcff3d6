package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A reason to end a journey instead of making its next touch. Every bean of this type is asked at
 * the decision, at the claim and at the hand-over, inside the gate's transaction; it reads this
 * service's database only, takes no locks and never calls out.
 */
public interface ExitCriterion {

  /** The reason to end, in one sentence; empty to go on. */
  Optional<String> exit(UUID campaignId, UUID enrolmentId, HcpId hcp, Instant now);
}
