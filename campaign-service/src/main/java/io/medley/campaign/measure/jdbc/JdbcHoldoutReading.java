package io.medley.campaign.measure.jdbc;

import io.medley.campaign.measure.HoldoutReading;
import io.medley.campaign.touch.Holdouts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Holdouts counted in PostgreSQL, by the same hash as {@link io.medley.campaign.touch.Arms}. */
@Repository
class JdbcHoldoutReading implements HoldoutReading {

  /** First four bytes of the SHA-256 of a text, unsigned, modulo ten thousand. */
  private static final String BUCKET =
      "(('x' || substr(encode(sha256(convert_to(%s, 'UTF8')), 'hex'), 1, 8))::bit(32)::bigint %% 10000)";

  private final JdbcClient jdbc;

  JdbcHoldoutReading(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Counted everything(String seed, int share) {
    return jdbc.sql(
            """
            select count(*) filter (where %s < :share) as hcps, count(*) as all_hcps
            from hcp h where h.erased_at is null
            """
                .formatted(BUCKET.formatted(":seed || '|' || h.id")))
        .param("seed", seed)
        .param("share", share)
        .query((rs, n) -> counted(rs))
        .single();
  }

  @Override
  public List<OfBrand> brands(String seed) {
    return jdbc.sql(
            """
            with brand as (
              select brand_id from campaign union select key from holdout where scope = 'BRAND')
            select b.brand_id, coalesce(o.per_ten_thousand, 0) as share, o.at, s.hcps, s.all_hcps
            from brand b
            left join holdout o on o.scope = 'BRAND' and o.key = b.brand_id
            cross join lateral (
              select count(*) filter (where o.per_ten_thousand > 0 and %s < o.per_ten_thousand)
                       as hcps,
                     count(*) as all_hcps
              from hcp h where h.erased_at is null) s
            order by b.brand_id
            """
                .formatted(BUCKET.formatted(":seed || '|BRAND|' || b.brand_id || '|' || h.id")))
        .param("seed", seed)
        .query(
            (rs, n) ->
                new OfBrand(rs.getString("brand_id"), rs.getInt("share"), instant(rs), counted(rs)))
        .list();
  }

  @Override
  public List<OfCampaign> campaigns(String seed, int limit) {
    return jdbc.sql(
            """
            select k.id, k.name, k.brand_id, k.state, o.per_ten_thousand as share, o.at,
                   count(e.hcp_id) filter (where %s < o.per_ten_thousand) as hcps,
                   count(e.hcp_id) as all_hcps
            from holdout o
            join campaign k on k.id::text = o.key
            left join enrolment e on e.campaign_id = k.id
            where o.scope = 'CAMPAIGN' and o.per_ten_thousand > 0
            group by k.id, k.name, k.brand_id, k.state, o.per_ten_thousand, o.at
            order by k.state = 'STOPPED', o.at desc, k.id limit :limit
            """
                .formatted(BUCKET.formatted(":seed || '|CAMPAIGN|' || k.id || '|' || e.hcp_id")))
        .param("seed", seed)
        .param("limit", limit)
        .query(
            (rs, n) ->
                new OfCampaign(
                    rs.getObject("id", UUID.class),
                    rs.getString("name"),
                    rs.getString("brand_id"),
                    rs.getString("state"),
                    rs.getInt("share"),
                    rs.getTimestamp("at").toInstant(),
                    counted(rs)))
        .list();
  }

  @Override
  public List<Change> changes(Holdouts.Scope scope, String key, int limit) {
    return jdbc.sql(
            """
            select * from holdout_change where scope = :scope and key = :key
            order by at desc, id desc limit :limit
            """)
        .param("scope", scope.name())
        .param("key", key)
        .param("limit", limit)
        .query(
            (rs, n) ->
                new Change(
                    rs.getInt("before"),
                    rs.getInt("after"),
                    rs.getString("reason"),
                    rs.getString("actor"),
                    rs.getString("asked_by"),
                    rs.getTimestamp(rs.getTimestamp("counts_from") == null ? "at" : "counts_from")
                        .toInstant(),
                    rs.getTimestamp("at").toInstant()))
        .list();
  }

  private static Counted counted(ResultSet rs) throws SQLException {
    return new Counted(rs.getLong("hcps"), rs.getLong("all_hcps"));
  }

  private static @Nullable Instant instant(ResultSet rs) throws SQLException {
    return rs.getTimestamp("at") == null ? null : rs.getTimestamp("at").toInstant();
  }
}
