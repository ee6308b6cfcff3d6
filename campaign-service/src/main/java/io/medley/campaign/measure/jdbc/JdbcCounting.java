package io.medley.campaign.measure.jdbc;

import io.medley.campaign.measure.CampaignFigures;
import java.util.Collection;
import java.util.HashMap;
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
  public Map<UUID, CampaignFigures> of(Collection<UUID> campaignIds) {
    UUID[] asked = campaignIds.toArray(UUID[]::new);
    Map<UUID, Map<String, Long>> journeys =
        count(
            asked,
            """
            SELECT campaign_id, state, count(*) FROM enrolment
             WHERE campaign_id = ANY (:campaigns) GROUP BY campaign_id, state
            """);
    Map<UUID, Map<String, Long>> touches =
        count(
            asked,
            """
            SELECT campaign_id, what, count(DISTINCT (enrolment_id, step_id, occurrence))
              FROM enrolment_history WHERE campaign_id = ANY (:campaigns) AND kind = 'TOUCH'
             GROUP BY campaign_id, what
            """);
    Map<UUID, Map<String, Long>> reasons =
        count(
            asked,
            """
            SELECT campaign_id, reason, count(DISTINCT (enrolment_id, step_id, occurrence))
              FROM enrolment_history WHERE campaign_id = ANY (:campaigns) AND kind = 'TOUCH'
             GROUP BY campaign_id, reason
            """);
    Map<UUID, Map<String, Long>> engaged =
        count(
            asked,
            """
            SELECT campaign_id, kind, count(DISTINCT hcp_id) FROM engagement
             WHERE campaign_id = ANY (:campaigns) AND machine IS NULL GROUP BY campaign_id, kind
            """);
    Map<UUID, Map<String, Long>> left =
        count(
            asked,
            """
            SELECT campaign_id, exit_reason, count(*) FROM enrolment
             WHERE campaign_id = ANY (:campaigns) AND state = 'EXITED' AND exit_reason IS NOT NULL
             GROUP BY campaign_id, exit_reason
            """);
    Map<UUID, CampaignFigures> figures = new HashMap<>();
    for (UUID campaign : asked) {
      Map<String, Long> states = journeys.getOrDefault(campaign, Map.of());
      figures.put(
          campaign,
          new CampaignFigures(
              states.values().stream().mapToLong(Long::longValue).sum(),
              states,
              touches.getOrDefault(campaign, Map.of()),
              reasons.getOrDefault(campaign, Map.of()),
              engaged.getOrDefault(campaign, Map.of()),
              left.getOrDefault(campaign, Map.of())));
    }
    return figures;
  }

  private Map<UUID, Map<String, Long>> count(UUID[] campaigns, String sql) {
    Map<UUID, Map<String, Long>> counts = new HashMap<>();
    jdbc.sql(sql)
        .param("campaigns", campaigns)
        .query(
            (RowCallbackHandler)
                row ->
                    counts
                        .computeIfAbsent(row.getObject(1, UUID.class), any -> new TreeMap<>())
                        .put(row.getString(2), row.getLong(3)));
    return counts;
  }
}
