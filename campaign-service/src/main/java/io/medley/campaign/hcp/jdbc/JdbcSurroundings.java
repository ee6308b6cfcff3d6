package io.medley.campaign.hcp.jdbc;

import io.medley.campaign.hcp.Affiliation;
import io.medley.campaign.hcp.Hco;
import io.medley.campaign.hcp.HcpDraft;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.Surroundings;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Organisations, affiliations, territory and tiers per brand of an HCP, in PostgreSQL. */
@Repository
class JdbcSurroundings {

  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcSurroundings(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  Surroundings of(HcpId hcp) {
    List<Affiliation> affiliations =
        jdbc.sql(
                """
                select o.external_id, o.name, o.kind, o.country, a.role
                from hcp_affiliation a join hco o on o.id = a.hco_id
                where a.hcp_id = :hcp order by o.name, o.external_id
                """)
            .param("hcp", hcp.value())
            .query(
                (rs, n) ->
                    new Affiliation(
                        new Hco(
                            rs.getString("external_id"),
                            rs.getString("name"),
                            Hco.Kind.valueOf(rs.getString("kind")),
                            rs.getString("country")),
                        rs.getString("role")))
            .list();
    Map<String, Integer> tiers = new HashMap<>();
    jdbc.sql("select brand_id, tier from hcp_brand_tier where hcp_id = :hcp")
        .param("hcp", hcp.value())
        .query(
            rs -> {
              tiers.put(rs.getString("brand_id"), rs.getInt("tier"));
            });
    return new Surroundings(affiliations, tiers);
  }

  /** Stores what the draft says; true if any of it is news. */
  boolean store(HcpId hcp, HcpDraft draft) {
    Timestamp now = Timestamp.from(clock.instant());
    int changes = 0;
    for (Affiliation affiliation : draft.affiliations()) {
      changes += affiliate(hcp, affiliation, now);
    }
    for (Map.Entry<String, Integer> tier : draft.brandTiers().entrySet()) {
      changes +=
          jdbc.sql(
                  """
                  insert into hcp_brand_tier as t (hcp_id, brand_id, tier)
                  values (:hcp, :brand, :tier)
                  on conflict (hcp_id, brand_id) do update set tier = excluded.tier
                  where t.tier <> excluded.tier
                  """)
              .param("hcp", hcp.value())
              .param("brand", tier.getKey())
              .param("tier", tier.getValue())
              .update();
    }
    String territory = draft.territory();
    if (territory != null) {
      changes += assign(hcp, territory, draft.country(), now);
    }
    return changes > 0;
  }

  private int affiliate(HcpId hcp, Affiliation affiliation, Timestamp now) {
    Hco hco = affiliation.hco();
    int changes =
        jdbc.sql(
                """
                insert into hco as o (id, external_id, name, kind, country, updated_at)
                values (:id, :external, :name, :kind, :country, :now)
                on conflict (external_id) do update
                  set name = excluded.name, kind = excluded.kind, country = excluded.country,
                      updated_at = excluded.updated_at
                where (o.name, o.kind, o.country)
                      is distinct from (excluded.name, excluded.kind, excluded.country)
                """)
            .param("id", UUID.randomUUID())
            .param("external", hco.externalId())
            .param("name", hco.name())
            .param("kind", hco.kind().name())
            .param("country", hco.country())
            .param("now", now)
            .update();
    return changes
        + jdbc.sql(
                """
                insert into hcp_affiliation as a (hcp_id, hco_id, role, since)
                select :hcp, id, :role, :now from hco where external_id = :external
                on conflict (hcp_id, hco_id) do update set role = excluded.role
                where a.role <> excluded.role
                """)
            .param("hcp", hcp.value())
            .param("role", affiliation.role())
            .param("now", now)
            .param("external", hco.externalId())
            .update();
  }

  private int assign(HcpId hcp, String territory, String country, Timestamp now) {
    jdbc.sql(
            """
            insert into territory (code, name, country, updated_at)
            values (:code, :code, :country, :now) on conflict do nothing
            """)
        .param("code", territory)
        .param("country", country)
        .param("now", now)
        .update();
    return jdbc.sql(
            """
            update hcp set territory = :code, updated_at = :now, version = version + 1
            where id = :hcp and territory is distinct from :code
            """)
        .param("code", territory)
        .param("now", now)
        .param("hcp", hcp.value())
        .update();
  }

  /** Forgets it all. */
  void erase(HcpId hcp) {
    for (String table : List.of("hcp_affiliation", "hcp_brand_tier", "hcp_fact")) {
      jdbc.sql("delete from " + table + " where hcp_id = :hcp").param("hcp", hcp.value()).update();
    }
  }
}
