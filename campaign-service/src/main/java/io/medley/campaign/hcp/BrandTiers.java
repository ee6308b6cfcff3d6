package io.medley.campaign.hcp;

import java.util.Map;
import java.util.Optional;

/** What each brand makes of HCPs: a tier of their own, 1 (most important) to 4. */
public interface BrandTiers {

  /** The HCP's tier for a brand; empty if the brand gave none. */
  Optional<Integer> of(HcpId hcp, String brandId);

  /** All tiers a brand gave; who has none of its own is absent. */
  Map<HcpId, Integer> all(String brandId);
}
