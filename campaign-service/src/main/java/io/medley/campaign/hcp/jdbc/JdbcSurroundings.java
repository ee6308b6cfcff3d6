package io.medley.campaign.hcp.jdbc;

import io.medley.campaign.hcp.Affiliation;
import io.medley.campaign.hcp.Hco;
import io.medley.campaign.hcp.HcpDraft;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.Surroundings;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Organisations, affiliations, territory and tiers per brand of an HCP, in PostgreSQL. */
@Repository
class JdbcSurroundings {

  private final JdbcClient jdbc;
  private final NamedParameterJdbcOperations batches;
  private final Clock clock;

  JdbcSurroundings(JdbcClient jdbc, NamedParameterJdbcOperations batches, Clock clock) {
    this.jdbc = jdbc;
    this.batches = batches;
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

  /** Makes territories that are new, before anybody is put into them. */
  void storeTerritories(Collection<HcpDraft> drafts) {
    Timestamp now = Timestamp.from(clock.instant());
    Map<String, String> countries = new TreeMap<>();
    for (HcpDraft draft : drafts) {
      String code = draft.territory();
      if (code != null) {
        countries.putIfAbsent(code, draft.country());
      }
    }
    batch(
        """
        insert into territory (code, name, country, updated_at)
        values (:code, :code, :country, :now) on conflict do nothing
        """,
        countries.entrySet(),
        territory ->
            new MapSqlParameterSource("code", territory.getKey())
                .addValue("country", territory.getValue())
                .addValue("now", now));
  }

  private record Work(HcpId hcp, Affiliation affiliation) {}

  private record Counts(HcpId hcp, String brand, int tier) {}

  /** Stores what the drafts say beside territories; answers whom any of it was news about. */
  Set<HcpId> store(Map<HcpId, HcpDraft> drafts) {
    Timestamp now = Timestamp.from(clock.instant());
    List<Work> works = new ArrayList<>();
    List<Counts> tiers = new ArrayList<>();
    Map<String, Hco> hcos = new TreeMap<>();
    drafts.forEach(
        (hcp, draft) -> {
          for (Affiliation affiliation : draft.affiliations()) {
            works.add(new Work(hcp, affiliation));
            hcos.put(affiliation.hco().externalId(), affiliation.hco());
          }
          draft.brandTiers().forEach((brand, tier) -> tiers.add(new Counts(hcp, brand, tier)));
        });
    Set<Hco> otherHcos =
        batch(
            """
            insert into hco as o (id, external_id, name, kind, country, updated_at)
            values (:id, :external, :name, :kind, :country, :now)
            on conflict (external_id) do update
              set name = excluded.name, kind = excluded.kind, country = excluded.country,
                  updated_at = excluded.updated_at
            where (o.name, o.kind, o.country)
                  is distinct from (excluded.name, excluded.kind, excluded.country)
            """,
            hcos.values(),
            hco ->
                new MapSqlParameterSource("id", UUID.randomUUID())
                    .addValue("external", hco.externalId())
                    .addValue("name", hco.name())
                    .addValue("kind", hco.kind().name())
                    .addValue("country", hco.country())
                    .addValue("now", now));
    Set<Work> otherWorks =
        batch(
            """
            insert into hcp_affiliation as a (hcp_id, hco_id, role, since)
            select :hcp, id, :role, :now from hco where external_id = :external
            on conflict (hcp_id, hco_id) do update set role = excluded.role
            where a.role <> excluded.role
            """,
            works,
            work ->
                new MapSqlParameterSource("hcp", work.hcp().value())
                    .addValue("role", work.affiliation().role())
                    .addValue("now", now)
                    .addValue("external", work.affiliation().hco().externalId()));
    Set<Counts> otherTiers =
        batch(
            """
            insert into hcp_brand_tier as t (hcp_id, brand_id, tier)
            values (:hcp, :brand, :tier)
            on conflict (hcp_id, brand_id) do update set tier = excluded.tier
            where t.tier <> excluded.tier
            """,
            tiers,
            tier ->
                new MapSqlParameterSource("hcp", tier.hcp().value())
                    .addValue("brand", tier.brand())
                    .addValue("tier", tier.tier()));
    Set<HcpId> news = new HashSet<>();
    works.stream()
        .filter(work -> otherWorks.contains(work) || otherHcos.contains(work.affiliation().hco()))
        .forEach(work -> news.add(work.hcp()));
    otherTiers.forEach(tier -> news.add(tier.hcp()));
    return news;
  }

  /** Runs the statement for each; answers for which of them it changed a row. */
  private <T> Set<T> batch(
      String statement, Collection<T> all, Function<T, MapSqlParameterSource> values) {
    if (all.isEmpty()) {
      return Set.of();
    }
    int[] rows =
        batches.batchUpdate(
            statement, all.stream().map(values).toArray(MapSqlParameterSource[]::new));
    Set<T> changed = new HashSet<>();
    int i = 0;
    for (T one : all) {
      if (rows[i++] != 0) {
        changed.add(one);
      }
    }
    return changed;
  }

  /** Forgets it all. */
  void erase(HcpId hcp) {
    for (String table : List.of("hcp_affiliation", "hcp_brand_tier", "hcp_fact")) {
      jdbc.sql("delete from " + table + " where hcp_id = :hcp").param("hcp", hcp.value()).update();
    }
  }
}
