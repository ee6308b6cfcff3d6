package io.medley.campaign.recall.jdbc;

import io.medley.campaign.recall.Recalled;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Recalled versions in PostgreSQL. */
@Repository
class JdbcRecalledVersions implements Recalled.Versions {

  private static final String RECALLED =
      """
      select v.version_id, v.title, v.job_code, v.brand_id, v.state, v.stored_at,
             s.markets, s.hcps, r.audience_id, r.campaign_id
      from servable_version v
      join lateral (
        select array_agg(distinct d.market order by d.market) as markets,
               count(distinct d.hcp_id) as hcps
        from received_version d where d.version_id = v.version_id) s on s.hcps > 0
      left join version_recall r on r.version_id = v.version_id
      where v.state in ('WITHDRAWN', 'SUPERSEDED')
      """;

  private final JdbcClient jdbc;

  JdbcRecalledVersions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Recalled> withdrawnLately(int limit) {
    // The newest first of all: home asks this, and counting who received a piece is not for free.
    return jdbc.sql(
            RECALLED
                + """
                  and r.campaign_id is null and v.version_id in (
                    select version_id from servable_version where state = 'WITHDRAWN'
                    order by stored_at desc, version_id limit :limit)
                order by v.stored_at desc, v.version_id
                """)
        .param("limit", limit)
        .query(JdbcRecalledVersions::recalled)
        .list();
  }

  @Override
  public Optional<Recalled> find(UUID versionId) {
    return jdbc.sql(RECALLED + " and v.version_id = :version")
        .param("version", versionId)
        .query(JdbcRecalledVersions::recalled)
        .optional();
  }

  @Override
  public List<Recalled> withoutAudience(int limit) {
    return jdbc.sql(
            RECALLED + " and r.audience_id is null order by v.stored_at, v.version_id limit :limit")
        .param("limit", limit)
        .query(JdbcRecalledVersions::recalled)
        .list();
  }

  @Override
  public void audience(UUID versionId, UUID audienceId) {
    note("audience_id", versionId, audienceId);
  }

  @Override
  public void campaign(UUID versionId, UUID campaignId) {
    note("campaign_id", versionId, campaignId);
  }

  private void note(String column, UUID versionId, UUID value) {
    jdbc.sql(
            """
            insert into version_recall as r (version_id, %1$s) values (:version, :value)
            on conflict (version_id) do update set %1$s = coalesce(r.%1$s, excluded.%1$s)
            """
                .formatted(column))
        .param("version", versionId)
        .param("value", value)
        .update();
  }

  private static Recalled recalled(ResultSet rs, int row) throws SQLException {
    return new Recalled(
        rs.getObject("version_id", UUID.class),
        rs.getString("title"),
        rs.getString("job_code"),
        rs.getString("brand_id"),
        rs.getString("state"),
        rs.getTimestamp("stored_at").toInstant(),
        List.of((String[]) rs.getArray("markets").getArray()),
        rs.getLong("hcps"),
        rs.getObject("audience_id", UUID.class),
        rs.getObject("campaign_id", UUID.class));
  }
}
