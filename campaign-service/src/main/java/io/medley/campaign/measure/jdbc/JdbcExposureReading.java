package io.medley.campaign.measure.jdbc;

import io.medley.campaign.measure.Exposure;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcExposureReading implements Exposure.Reading {

  private final JdbcClient jdbc;

  JdbcExposureReading(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Exposure> of(UUID versionId, int offset, int limit) {
    return jdbc.sql(
            """
            SELECT h.id, h.external_id, h.pseudonym, c.market, c.channel, k.id AS campaign_id, k.name AS campaign, c.state,
                   min(c.at) AS first_at, max(c.at) AS last_at, count(DISTINCT (c.at, c.contact_id)) AS contacts,
                   string_agg(DISTINCT e.kind, ', ' ORDER BY e.kind) AS engaged
              FROM received_version c
              JOIN hcp h ON h.id = c.hcp_id
              JOIN campaign k ON k.id = c.campaign_id
              LEFT JOIN engagement e ON e.contact_id = c.contact_id
             WHERE c.version_id = :version
             GROUP BY h.id, c.market, c.channel, k.id, c.state
             ORDER BY last_at DESC, h.id, c.channel, k.id, c.state
            OFFSET :offset LIMIT :limit
            """)
        .param("version", versionId)
        .param("offset", offset)
        .param("limit", limit)
        .query(
            (row, number) ->
                new Exposure(
                    row.getObject("id", UUID.class),
                    row.getString("external_id"),
                    row.getString("pseudonym"),
                    row.getString("market"),
                    row.getString("channel"),
                    row.getObject("campaign_id", UUID.class),
                    row.getString("campaign"),
                    row.getString("state"),
                    row.getTimestamp("first_at").toInstant(),
                    row.getTimestamp("last_at").toInstant(),
                    row.getLong("contacts"),
                    row.getString("engaged")))
        .list();
  }

  @Override
  public long count(UUID versionId) {
    return jdbc.sql(
            """
            SELECT count(*) FROM (
              SELECT DISTINCT hcp_id, market, channel, campaign_id, state FROM received_version
               WHERE version_id = :version) AS served
            """)
        .param("version", versionId)
        .query(Long.class)
        .single();
  }
}
