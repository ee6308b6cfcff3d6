package io.medley.campaign.hcp.jdbc;

import io.medley.campaign.hcp.BrandTiers;
import io.medley.campaign.hcp.HcpId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tiers per brand, from PostgreSQL. */
@Repository
class JdbcBrandTiers implements BrandTiers {

  private final JdbcClient jdbc;

  JdbcBrandTiers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<Integer> of(HcpId hcp, String brandId) {
    return jdbc.sql("select tier from hcp_brand_tier where hcp_id = :hcp and brand_id = :brand")
        .param("hcp", hcp.value())
        .param("brand", brandId)
        .query(Integer.class)
        .optional();
  }

  @Override
  public Map<HcpId, Integer> all(String brandId) {
    Map<HcpId, Integer> tiers = new HashMap<>();
    jdbc.sql("select hcp_id, tier from hcp_brand_tier where brand_id = :brand")
        .param("brand", brandId)
        .query(
            (RowCallbackHandler)
                row -> tiers.put(new HcpId(row.getObject(1, UUID.class)), row.getInt(2)));
    return tiers;
  }
}
