package io.medley.campaign.hcp;

import java.util.Map;
import java.util.Optional;

/** No brand gave anybody a tier of its own. */
public final class NoBrandTiers implements BrandTiers {

  @Override
  public Optional<Integer> of(HcpId hcp, String brandId) {
    return Optional.empty();
  }

  @Override
  public Map<HcpId, Integer> all(String brandId) {
    return Map.of();
  }
}
