package io.medley.campaign.measure.jdbc;

import io.medley.campaign.measure.CampaignFigures;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts campaigns in PostgreSQL. */
@Repository
class JdbcCounting implements CampaignFigures.Counting {

  private final JdbcClient jdbc;

  JdbcCounting(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public CampaignFigures of(UUID campaignId) {
    Map<String, Long> journeys =
        count(
            campaignId,
            "SELECT state, count(*) FROM enrolment WHERE campaign_id = :campaign GROUP BY state");
    return new CampaignFigures(
        journeys.values().stream().mapToLong(Long::longValue).sum(),
        journeys,
        count(
            campaignId,
            """
            SELECT what, count(DISTINCT (enrolment_id, step_id, occurrence))
              FROM enrolment_history WHERE campaign_id = :campaign AND kind = 'TOUCH' GROUP BY what
            """),
        count(
            campaignId,
            """
            SELECT reason, count(DISTINCT (enrolment_id, step_id, occurrence))
              FROM enrolment_history WHERE campaign_id = :campaign AND kind = 'TOUCH'
             GROUP BY reason
            """),
        count(
            campaignId,
            """
            SELECT kind, count(DISTINCT hcp_id) FROM engagement
             WHERE campaign_id = :campaign AND machine IS NULL GROUP BY kind
            """));
  }

  private Map<String, Long> count(UUID campaignId, String sql) {
    Map<String, Long> counts = new TreeMap<>();
    jdbc.sql(sql)
        .param("campaign", campaignId)
        .query((RowCallbackHandler) row -> counts.put(row.getString(1), row.getLong(2)));
    return counts;
  }
}
