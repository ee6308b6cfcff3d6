package io.medley.campaign.campaign.jdbc;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignPlan;
import io.medley.campaign.campaign.CampaignState;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.Experiment;
import io.medley.campaign.campaign.PlanText;
import io.medley.campaign.touch.ContactHours;
import io.medley.campaign.touch.FrequencyCap;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Campaigns in PostgreSQL. */
@Repository
class JdbcCampaigns implements Campaigns {

  private static final String COLUMNS =
      """
      SELECT id, version, name, template_id, brand_id, countries, waits, contact_hours, cap_days,
             cap_max, content, experiments, modules, goal, dates, state, created_by, created_at, launched_by, launched_at, stopped_by, stopped_at
        FROM campaign
      """;

  private final JdbcClient jdbc;
  private final PlanText texts;

  JdbcCampaigns(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.texts = new PlanText(json);
  }

  @Override
  public void add(Campaign campaign) {
    CampaignPlan plan = campaign.plan();
    jdbc.sql(
            """
            INSERT INTO campaign (id, name, template_id, brand_id, countries, waits, contact_hours,
                                  cap_days, cap_max, content, experiments, modules, goal, dates, state,
                                  created_by, created_at)
            VALUES (:id, :name, :template, :brand, :countries, :waits::jsonb, :hours::jsonb,
                    :capDays, :capMax, :content::jsonb, :experiments::jsonb, :modules::jsonb, :goal,
                    :dates::jsonb, :state, :by, :at)
            """)
        .param("id", campaign.id().value())
        .param("name", plan.name())
        .param("template", plan.templateId())
        .param("brand", plan.brandId())
        .param("countries", plan.countries().toArray(String[]::new))
        .param("waits", texts.write(PlanText.texts(plan.waits(), Duration::toString)))
        .param("hours", texts.write(PlanText.texts(plan.contactHours(), ContactHours::written)))
        .param("capDays", plan.cap().days())
        .param("capMax", plan.cap().max())
        .param("content", texts.write(plan.content()))
        .param("experiments", texts.write(plan.experiments()))
        .param("modules", texts.write(plan.modules()))
        .param("goal", plan.goal().stream().sorted().toArray(String[]::new))
        .param("dates", texts.write(PlanText.texts(plan.dates(), ZonedDateTime::toString)))
        .param("state", campaign.state().name())
        .param("by", campaign.createdBy())
        .param("at", Timestamp.from(campaign.createdAt()))
        .update();
  }

  @Override
  public Optional<Campaign> find(CampaignId id) {
    return jdbc.sql(COLUMNS + " WHERE id = :id")
        .param("id", id.value())
        .query((row, number) -> read(row))
        .optional();
  }

  @Override
  public Optional<Campaign> find(CampaignId id, int version) {
    return jdbc.sql(
            """
            SELECT c.id, coalesce(v.version, c.version) AS version, c.name,
                   coalesce(v.plan ->> 'template_id', c.template_id) AS template_id, c.brand_id,
                   c.countries, coalesce(v.plan -> 'waits', c.waits) AS waits, c.contact_hours,
                   c.cap_days, c.cap_max, coalesce(v.plan -> 'content', c.content) AS content,
                   coalesce(v.plan -> 'experiments', c.experiments) AS experiments,
                   coalesce(v.plan -> 'modules', c.modules) AS modules, c.goal, c.dates, c.state,
                   c.created_by, c.created_at, c.launched_by, c.launched_at, c.stopped_by,
                   c.stopped_at
              FROM campaign c
              LEFT JOIN campaign_version v ON v.campaign_id = c.id AND v.version = :version
             WHERE c.id = :id
            """)
        .param("id", id.value())
        .param("version", version)
        .query((row, number) -> read(row))
        .optional();
  }

  @Override
  public void replace(Campaign before, CampaignPlan plan, Instant at) {
    jdbc.sql(
            """
            INSERT INTO campaign_version (campaign_id, version, plan, replaced_at)
            VALUES (:id, :version, :plan::jsonb, :at)
            """)
        .param("id", before.id().value())
        .param("version", before.version())
        .param("plan", texts.write(before.plan()))
        .param("at", Timestamp.from(at))
        .update();
    int replaced =
        jdbc.sql(
                """
                UPDATE campaign
                   SET version = version + 1, template_id = :template, waits = :waits::jsonb,
                       contact_hours = :hours::jsonb, cap_days = :capDays, cap_max = :capMax,
                       content = :content::jsonb, experiments = :experiments::jsonb,
                       modules = :modules::jsonb, goal = :goal
                 WHERE id = :id AND version = :version AND state = 'LAUNCHED'
                """)
            .param("template", plan.templateId())
            .param("waits", texts.write(PlanText.texts(plan.waits(), Duration::toString)))
            .param("hours", texts.write(PlanText.texts(plan.contactHours(), ContactHours::written)))
            .param("capDays", plan.cap().days())
            .param("capMax", plan.cap().max())
            .param("content", texts.write(plan.content()))
            .param("experiments", texts.write(plan.experiments()))
            .param("modules", texts.write(plan.modules()))
            .param("goal", plan.goal().stream().sorted().toArray(String[]::new))
            .param("id", before.id().value())
            .param("version", before.version())
            .update();
    if (replaced != 1) {
      throw new IllegalStateException("The campaign was not locked before its plan was replaced");
    }
  }

  @Override
  public void nameModel(String processId, String sha256) {
    jdbc.sql(
            """
            UPDATE campaign_version v
               SET plan = jsonb_set(v.plan, '{template_id}', to_jsonb(:process || '@' || :sha))
              FROM campaign c
             WHERE c.id = v.campaign_id AND c.state = 'LAUNCHED'
               AND v.plan ->> 'template_id' = :process
            """)
        .param("process", processId)
        .param("sha", sha256)
        .update();
  }

  @Override
  public List<Superseded> superseded(CampaignId id) {
    return jdbc.sql(
            """
            SELECT version, plan, replaced_at FROM campaign_version
             WHERE campaign_id = :id ORDER BY version DESC
            """)
        .param("id", id.value())
        .query(
            (row, number) ->
                new Superseded(
                    row.getInt("version"),
                    texts.read(row.getString("plan")),
                    row.getTimestamp("replaced_at").toInstant()))
        .list();
  }

  @Override
  public boolean inUse(String templateId) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT FROM campaign c WHERE c.state <> 'STOPPED'
                              AND (c.template_id = :template
                                   OR EXISTS (SELECT FROM campaign_version v
                                               WHERE v.campaign_id = c.id
                                                 AND v.plan ->> 'template_id' = :template)))
            """)
        .param("template", templateId)
        .query(Boolean.class)
        .single();
  }

  @Override
  public Optional<Campaign> lock(CampaignId id) {
    return jdbc.sql(COLUMNS + " WHERE id = :id FOR NO KEY UPDATE")
        .param("id", id.value())
        .query((row, number) -> read(row))
        .optional();
  }

  @Override
  public List<Campaign> all(Collection<CampaignId> ids) {
    return jdbc.sql(COLUMNS + " WHERE id = ANY (:ids)")
        .param("ids", ids.stream().map(CampaignId::value).toArray(UUID[]::new))
        .query((row, number) -> read(row))
        .list();
  }

  @Override
  public List<Campaign> launched(int limit) {
    return jdbc.sql(COLUMNS + " WHERE state = 'LAUNCHED' ORDER BY created_at DESC, id LIMIT :limit")
        .param("limit", limit)
        .query((row, number) -> read(row))
        .list();
  }

  @Override
  public List<Campaign> all() {
    return jdbc.sql(COLUMNS + " ORDER BY created_at DESC, id LIMIT 500")
        .query((row, number) -> read(row))
        .list();
  }

  @Override
  public void experiments(CampaignId id, Map<String, Experiment> experiments) {
    jdbc.sql(
            """
            UPDATE campaign SET experiments = :experiments::jsonb
             WHERE id = :id AND state = 'DRAFT'
            """)
        .param("experiments", texts.write(experiments))
        .param("id", id.value())
        .update();
  }

  @Override
  public Map<String, ZonedDateTime> keepDates(CampaignId id) {
    return jdbc.sql("SELECT dates FROM campaign WHERE id = :id FOR SHARE")
        .param("id", id.value())
        .query((row, number) -> texts.dates(row.getString(1)))
        .optional()
        .orElse(Map.of());
  }

  @Override
  public void dates(CampaignId id, Map<String, ZonedDateTime> dates) {
    jdbc.sql("UPDATE campaign SET dates = :dates::jsonb WHERE id = :id AND state <> 'STOPPED'")
        .param("dates", texts.write(PlanText.texts(dates, ZonedDateTime::toString)))
        .param("id", id.value())
        .update();
  }

  @Override
  public void launched(CampaignId id, String by, Instant at) {
    jdbc.sql(
            """
            UPDATE campaign SET state = 'LAUNCHED', launched_by = :by, launched_at = :at
             WHERE id = :id AND state = 'DRAFT'
            """)
        .param("id", id.value())
        .param("by", by)
        .param("at", Timestamp.from(at))
        .update();
  }

  @Override
  public void stopped(CampaignId id, String by, Instant at) {
    jdbc.sql(
            """
            UPDATE campaign SET state = 'STOPPED', stopped_by = :by, stopped_at = :at
             WHERE id = :id AND state = 'LAUNCHED'
            """)
        .param("id", id.value())
        .param("by", by)
        .param("at", Timestamp.from(at))
        .update();
  }

  private Campaign read(ResultSet row) throws SQLException {
    CampaignPlan plan =
        new CampaignPlan(
            row.getString("name"),
            row.getString("template_id"),
            row.getString("brand_id"),
            List.of((String[]) row.getArray("countries").getArray()),
            texts.waits(row.getString("waits")),
            texts.contactHours(row.getString("contact_hours")),
            FrequencyCap.total(row.getInt("cap_days"), row.getInt("cap_max")),
            texts.content(row.getString("content")),
            texts.experiments(row.getString("experiments")),
            texts.modules(row.getString("modules")),
            Set.of((String[]) row.getArray("goal").getArray()),
            texts.dates(row.getString("dates")));
    return new Campaign(
        new CampaignId(row.getObject("id", UUID.class)),
        row.getInt("version"),
        plan,
        CampaignState.valueOf(row.getString("state")),
        row.getString("created_by"),
        row.getTimestamp("created_at").toInstant(),
        row.getString("launched_by"),
        instant(row, "launched_at"),
        row.getString("stopped_by"),
        instant(row, "stopped_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp timestamp = row.getTimestamp(column);
    return timestamp == null ? null : timestamp.toInstant();
  }
}
