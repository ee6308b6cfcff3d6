package io.medley.campaign.journey;

import io.medley.campaign.hcp.HcpId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Reasons that representatives said are none for an HCP. */
public interface DriverMutes {

  /** Drivers that raise no suggestion for the HCP in this campaign now. */
  Set<String> of(HcpId hcp, UUID campaignId, Instant now);
}
