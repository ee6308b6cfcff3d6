package io.medley.campaign.change.jdbc;

import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.PlanText;
import io.medley.campaign.change.PlanChange;
import io.medley.campaign.change.PlanChanges;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Changes in PostgreSQL. */
@Repository
class JdbcPlanChanges implements PlanChanges {

  private final JdbcClient jdbc;
  private final PlanText texts;

  JdbcPlanChanges(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.texts = new PlanText(json);
  }

  @Override
  public void add(PlanChange change) {
    jdbc.sql(
            """
            INSERT INTO plan_change (id, campaign_id, from_version, plan, gone, catch_up, why, state,
                                     proposed_by, proposed_at)
            VALUES (:id, :campaign, :from, :plan::jsonb, :gone::jsonb, :catchUp, :why, :state, :by, :at)
            """)
        .param("id", change.id())
        .param("campaign", change.campaignId().value())
        .param("from", change.fromVersion())
        .param("plan", texts.write(change.plan()))
        .param("gone", texts.write(change.gone()))
        .param("catchUp", change.catchUp())
        .param("why", change.why())
        .param("state", change.state().name())
        .param("by", change.proposedBy())
        .param("at", Timestamp.from(change.proposedAt()))
        .update();
  }

  @Override
  public Optional<PlanChange> find(UUID id) {
    return jdbc.sql("SELECT * FROM plan_change WHERE id = :id")
        .param("id", id)
        .query((row, number) -> read(row))
        .optional();
  }

  @Override
  public Optional<PlanChange> open(CampaignId campaign) {
    return jdbc.sql("SELECT * FROM plan_change WHERE campaign_id = :id AND state = 'PROPOSED'")
        .param("id", campaign.value())
        .query((row, number) -> read(row))
        .optional();
  }

  @Override
  public List<PlanChange> open() {
    return jdbc.sql("SELECT * FROM plan_change WHERE state = 'PROPOSED' ORDER BY proposed_at")
        .query((row, number) -> read(row))
        .list();
  }

  @Override
  public Optional<PlanChange> thatMade(CampaignId campaign, int version) {
    return jdbc.sql(
            """
            SELECT * FROM plan_change
             WHERE campaign_id = :id AND from_version = :before AND state = 'CONFIRMED'
            """)
        .param("id", campaign.value())
        .param("before", version - 1)
        .query((row, number) -> read(row))
        .optional();
  }

  @Override
  public List<PlanChange> of(CampaignId campaign) {
    return jdbc.sql("SELECT * FROM plan_change WHERE campaign_id = :id ORDER BY proposed_at DESC")
        .param("id", campaign.value())
        .query((row, number) -> read(row))
        .list();
  }

  @Override
  public boolean decided(UUID id, PlanChange.State state, String by, Instant at) {
    return jdbc.sql(
                """
                UPDATE plan_change SET state = :state, decided_by = :by, decided_at = :at
                 WHERE id = :id AND state = 'PROPOSED'
                """)
            .param("state", state.name())
            .param("by", by)
            .param("at", Timestamp.from(at))
            .param("id", id)
            .update()
        == 1;
  }

  @Override
  public Map<Integer, Long> underWay(CampaignId campaign) {
    Map<Integer, Long> byVersion = new LinkedHashMap<>();
    jdbc.sql(
            """
            SELECT version, count(*) AS hcps FROM enrolment
             WHERE campaign_id = :id AND state IN ('STARTING', 'RUNNING')
             GROUP BY version ORDER BY version DESC
            """)
        .param("id", campaign.value())
        .query(
            (RowCallbackHandler) row -> byVersion.put(row.getInt("version"), row.getLong("hcps")));
    return byVersion;
  }

  @Override
  public Map<CampaignId, Long> behind(int limit) {
    Map<CampaignId, Long> behind = new LinkedHashMap<>();
    jdbc.sql(
            """
            SELECT c.id, count(*) AS hcps
              FROM campaign_version v
              JOIN campaign c ON c.id = v.campaign_id AND c.state = 'LAUNCHED'
                             AND v.plan ->> 'template_id' LIKE c.template_id || '@%'
              JOIN enrolment e ON e.campaign_id = c.id AND e.version = v.version
                              AND e.state IN ('STARTING', 'RUNNING')
             WHERE NOT EXISTS (SELECT FROM enrolment_move m
                                WHERE m.enrolment_id = e.id AND m.to_version > e.version)
             GROUP BY c.id ORDER BY hcps DESC, c.id LIMIT :limit
            """)
        .param("limit", limit)
        .query(
            (RowCallbackHandler)
                row ->
                    behind.put(
                        new CampaignId(row.getObject("id", UUID.class)), row.getLong("hcps")));
    return behind;
  }

  @Override
  public long notBegun(CampaignId campaign) {
    return jdbc.sql("SELECT count(*) FROM enrolment WHERE campaign_id = :id AND state = 'ENROLLED'")
        .param("id", campaign.value())
        .query(Long.class)
        .single();
  }

  @Override
  public List<Standing> standing(CampaignId campaign) {
    return jdbc.sql(
            """
            SELECT e.version, v.step_id, count(*) FILTER (WHERE v.state = 'WAITING') AS waiting,
                   count(*) FILTER (WHERE v.state = 'HELD') AS held
              FROM journey_visit v
              JOIN enrolment e ON e.id = v.enrolment_id AND e.state = 'RUNNING'
             WHERE v.campaign_id = :id AND v.state IN ('WAITING', 'HELD')
             GROUP BY e.version, v.step_id ORDER BY e.version DESC, v.step_id
            """)
        .param("id", campaign.value())
        .query(
            (row, number) ->
                new Standing(
                    row.getInt("version"),
                    row.getString("step_id"),
                    row.getLong("waiting"),
                    row.getLong("held")))
        .list();
  }

  @Override
  public long contacted(CampaignId campaign, int times, Instant since) {
    return jdbc.sql(
            """
            SELECT count(*) FROM (
              SELECT e.hcp_id
                FROM (SELECT DISTINCT hcp_id FROM enrolment
                       WHERE campaign_id = :id AND finished_at IS NULL) e
                LEFT JOIN contact c ON c.hcp_id = e.hcp_id AND c.at > :since
                                   AND c.state IN ('RESERVED', 'CONTACTED', 'IN_DOUBT')
               GROUP BY e.hcp_id HAVING count(c.id) >= :times) often
            """)
        .param("id", campaign.value())
        .param("since", Timestamp.from(since))
        .param("times", times)
        .query(Long.class)
        .single();
  }

  private PlanChange read(ResultSet row) throws SQLException {
    Timestamp decided = row.getTimestamp("decided_at");
    Map<String, PlanChange.Gone> gone = new LinkedHashMap<>();
    texts
        .strings(row.getString("gone"))
        .forEach((step, choice) -> gone.put(step, PlanChange.Gone.valueOf(choice)));
    return new PlanChange(
        row.getObject("id", UUID.class),
        new CampaignId(row.getObject("campaign_id", UUID.class)),
        row.getInt("from_version"),
        texts.read(row.getString("plan")),
        gone,
        row.getBoolean("catch_up"),
        row.getString("why"),
        PlanChange.State.valueOf(row.getString("state")),
        row.getString("proposed_by"),
        row.getTimestamp("proposed_at").toInstant(),
        row.getString("decided_by"),
        decided == null ? null : decided.toInstant());
  }
}
