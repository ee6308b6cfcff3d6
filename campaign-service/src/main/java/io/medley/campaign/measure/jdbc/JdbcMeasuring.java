package io.medley.campaign.measure.jdbc;

import io.medley.campaign.measure.Comparison;
import io.medley.campaign.measure.Measurement;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Measures campaigns in PostgreSQL. */
@Repository
class JdbcMeasuring implements Measurement.Counting {

  private final JdbcClient jdbc;

  JdbcMeasuring(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Measurement of(UUID campaignId, String brandId) {
    return new Measurement(
        outcome(campaignId, brandId),
        moved(campaignId, brandId),
        opened(campaignId, "bool_or(machine IS NULL)"),
        opened(campaignId, "NOT bool_or(machine IS NULL)"),
        jdbc.sql(
                """
                SELECT outcome, reason, channel, count(*) AS touches
                  FROM (SELECT DISTINCT ON (send_key) outcome, reason, channel
                          FROM touch_trace
                         WHERE campaign_id = :campaign AND outcome IS NOT NULL
                         ORDER BY send_key, at DESC, id) newest
                 WHERE outcome NOT IN ('SENT', 'SUBSTITUTED', 'GHOST')
                 GROUP BY outcome, reason, channel
                 ORDER BY touches DESC, reason, channel
                """)
            .param("campaign", campaignId)
            .query(
                (row, number) ->
                    new Measurement.NotMade(
                        row.getString("outcome"),
                        row.getString("reason"),
                        row.getString("channel"),
                        row.getLong("touches")))
            .list());
  }

  /**
   * Ghosts have gone through the whole gate: both groups could have been contacted. Whoever changed
   * arms, because a share was changed, is in neither.
   */
  private Comparison outcome(UUID campaignId, String brandId) {
    return jdbc.sql(
            """
            WITH arm AS (
              SELECT hcp_id, bool_or(state = 'GHOST') AS ghost, min(at) AS since
                FROM contact
               WHERE campaign_id = :campaign AND state IN ('CONTACTED', 'IN_DOUBT', 'GHOST')
               GROUP BY hcp_id
              HAVING NOT (bool_or(state = 'GHOST')
                          AND bool_or(state <> 'GHOST' AND purpose IN ('LAUNCH', 'NURTURE')))),
            result AS (
              SELECT arm.ghost,
                     EXISTS (SELECT FROM stage_evidence e
                              WHERE e.hcp_id = arm.hcp_id AND e.brand_id = :brand AND e.independent
                                AND e.at > arm.since AND e.stage <> 'AWARE') AS reached
                FROM arm)
            SELECT count(*) FILTER (WHERE NOT ghost) AS treated,
                   count(*) FILTER (WHERE NOT ghost AND reached) AS treated_with,
                   count(*) FILTER (WHERE ghost) AS held_out,
                   count(*) FILTER (WHERE ghost AND reached) AS held_out_with
              FROM result
            """)
        .param("campaign", campaignId)
        .param("brand", brandId)
        .query(
            (row, number) ->
                new Comparison(
                    row.getLong("treated"),
                    row.getLong("treated_with"),
                    row.getLong("held_out"),
                    row.getLong("held_out_with")))
        .single();
  }

  private Map<String, Long> moved(UUID campaignId, String brandId) {
    Map<String, Long> moved = new TreeMap<>();
    jdbc.sql(
            """
            SELECT e.stage, count(DISTINCT e.hcp_id) AS hcps
              FROM stage_evidence e
              JOIN (SELECT hcp_id, min(at) AS since FROM contact
                     WHERE campaign_id = :campaign AND state IN ('CONTACTED', 'IN_DOUBT')
                     GROUP BY hcp_id) c ON c.hcp_id = e.hcp_id AND e.at > c.since
             WHERE e.brand_id = :brand
             GROUP BY e.stage
            """)
        .param("campaign", campaignId)
        .param("brand", brandId)
        .query((RowCallbackHandler) row -> moved.put(row.getString("stage"), row.getLong("hcps")));
    return moved;
  }

  private long opened(UUID campaignId, String which) {
    return jdbc.sql(
            """
            SELECT count(*) FROM (
              SELECT hcp_id FROM engagement
               WHERE campaign_id = :campaign AND kind = 'OPENED'
               GROUP BY hcp_id HAVING %s) opened
            """
                .formatted(which))
        .param("campaign", campaignId)
        .query(Long.class)
        .single();
  }
}
