package io.medley.campaign.journey;

import io.medley.campaign.hcp.HcpProfile;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A reason not to put an action before a rep, so that the journey takes its other branch. Every
 * bean of this type is asked inside the transaction that would add the suggestion.
 */
public interface SuggestionCondition {

  /** The coded reason, e.g. {@code NO_CAPACITY}; empty if nothing speaks against it. */
  Optional<String> against(HcpProfile hcp, UUID campaignId, String action, Instant now);
}
