package io.medley.campaign.measure.jdbc;

import io.medley.campaign.measure.VersionUsage;
import io.medley.campaign.measure.VersionUsage.Exposure;
import io.medley.campaign.measure.VersionUsage.InCampaign;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts usage in PostgreSQL. */
@Repository
class JdbcUsageCounting implements VersionUsage.Counting {

  private final JdbcClient jdbc;

  JdbcUsageCounting(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<VersionUsage> of(Collection<UUID> versions) {
    String[] wanted = versions.stream().map(UUID::toString).toArray(String[]::new);
    Map<UUID, List<InCampaign>> campaigns = new HashMap<>();
    jdbc.sql(
            """
            WITH wanted AS (SELECT unnest(:versions::uuid[]) AS version_id),
            planned AS (
              SELECT DISTINCT version_id::uuid AS version_id, campaign_id
                FROM planned_version WHERE current AND version_id = ANY (:versions)),
            served AS (
              SELECT c.version_id, c.campaign_id,
                     count(DISTINCT c.hcp_id) FILTER (WHERE c.state = 'CONTACTED') AS hcps,
                     count(*) FILTER (WHERE c.state = 'CONTACTED') AS contacts,
                     count(*) FILTER (WHERE c.state = 'IN_DOUBT') AS in_doubt,
                     max(c.at) FILTER (WHERE c.state = 'CONTACTED') AS last_at
                FROM received_version c JOIN wanted USING (version_id)
               WHERE c.state IN ('CONTACTED', 'IN_DOUBT')
               GROUP BY c.version_id, c.campaign_id)
            SELECT version_id, k.id, k.name, k.template_id, k.state, planned.campaign_id IS NOT NULL AS planned,
                   coalesce(hcps, 0) AS hcps, coalesce(contacts, 0) AS contacts, coalesce(in_doubt, 0) AS in_doubt, last_at
              FROM planned FULL JOIN served USING (version_id, campaign_id) JOIN campaign k ON k.id = campaign_id
             ORDER BY k.name, k.id
            """)
        .param("versions", wanted)
        .query(
            (RowCallbackHandler)
                row -> {
                  campaigns
                      .computeIfAbsent(
                          row.getObject("version_id", UUID.class), id -> new ArrayList<>())
                      .add(
                          new InCampaign(
                              row.getObject("id", UUID.class),
                              row.getString("name"),
                              row.getString("template_id"),
                              row.getString("state"),
                              row.getBoolean("planned"),
                              row.getLong("hcps"),
                              row.getLong("contacts"),
                              row.getLong("in_doubt"),
                              instant(row)));
                });
    Map<UUID, List<Exposure>> exposure = exposure(wanted);
    return jdbc.sql(
            """
            SELECT wanted.version_id,
                   count(DISTINCT c.hcp_id) FILTER (WHERE c.state = 'CONTACTED') AS hcps,
                   count(*) FILTER (WHERE c.state = 'CONTACTED') AS contacts,
                   count(*) FILTER (WHERE c.state = 'IN_DOUBT') AS in_doubt,
                   max(c.at) FILTER (WHERE c.state = 'CONTACTED') AS last_at
              FROM (SELECT unnest(:versions::uuid[]) AS version_id) wanted
              LEFT JOIN received_version c USING (version_id)
             GROUP BY wanted.version_id ORDER BY wanted.version_id
            """)
        .param("versions", wanted)
        .query(
            (row, number) -> {
              UUID version = row.getObject("version_id", UUID.class);
              return new VersionUsage(
                  version,
                  row.getLong("hcps"),
                  row.getLong("contacts"),
                  row.getLong("in_doubt"),
                  instant(row),
                  campaigns.getOrDefault(version, List.of()),
                  exposure.getOrDefault(version, List.of()));
            })
        .list();
  }

  private Map<UUID, List<Exposure>> exposure(String[] wanted) {
    Map<UUID, List<Exposure>> exposure = new HashMap<>();
    jdbc.sql(
            """
            SELECT version_id, market, channel, (at AT TIME ZONE 'UTC')::date AS day,
                   count(DISTINCT hcp_id) FILTER (WHERE state = 'CONTACTED') AS hcps,
                   count(*) FILTER (WHERE state = 'CONTACTED') AS contacts,
                   count(*) FILTER (WHERE state = 'IN_DOUBT') AS in_doubt
              FROM received_version
             WHERE version_id = ANY (:versions::uuid[]) AND state IN ('CONTACTED', 'IN_DOUBT')
             GROUP BY version_id, market, channel, day ORDER BY day, market, channel
            """)
        .param("versions", wanted)
        .query(
            (RowCallbackHandler)
                row ->
                    exposure
                        .computeIfAbsent(
                            row.getObject("version_id", UUID.class), id -> new ArrayList<>())
                        .add(
                            new Exposure(
                                row.getString("market"),
                                row.getString("channel"),
                                row.getObject("day", LocalDate.class),
                                row.getLong("hcps"),
                                row.getLong("contacts"),
                                row.getLong("in_doubt"))));
    return exposure;
  }

  @Override
  public List<UUID> plannedBy(UUID campaignId) {
    return jdbc.sql(
            """
            SELECT DISTINCT version_id::uuid FROM planned_version WHERE campaign_id = :campaign
            """)
        .param("campaign", campaignId)
        .query(UUID.class)
        .list();
  }

  private static @Nullable Instant instant(ResultSet row) throws SQLException {
    Timestamp at = row.getTimestamp("last_at");
    return at == null ? null : at.toInstant();
  }
}
