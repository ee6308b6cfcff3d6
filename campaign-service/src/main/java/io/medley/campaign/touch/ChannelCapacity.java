package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpId;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether people behind a channel can take one more. Every bean of this type is asked when a step
 * allows several channels or one that lives by people; it reads this service's database only.
 */
public interface ChannelCapacity {

  /** Why the channel cannot take one more for this HCP now; empty if it can. */
  Optional<String> exhausted(String channel, HcpId hcp, Instant now);
}
