package io.medley.campaign.campaign.jdbc;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignPlan;
import io.medley.campaign.campaign.CampaignState;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.Experiment;
import io.medley.campaign.touch.ContactHours;
import io.medley.campaign.touch.FrequencyCap;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Campaigns in PostgreSQL. */
@Repository
class JdbcCampaigns implements Campaigns {

  private static final String COLUMNS =
      """
      SELECT id, name, template_id, brand_id, countries, waits, contact_hours, cap_days, cap_max,
             content, experiments, state, created_by, created_at, launched_by, launched_at, stopped_by, stopped_at
        FROM campaign
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcCampaigns(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public void add(Campaign campaign) {
    CampaignPlan plan = campaign.plan();
    jdbc.sql(
            """
            INSERT INTO campaign (id, name, template_id, brand_id, countries, waits, contact_hours,
                                  cap_days, cap_max, content, experiments, state, created_by, created_at)
            VALUES (:id, :name, :template, :brand, :countries, :waits::jsonb, :hours::jsonb,
                    :capDays, :capMax, :content::jsonb, :experiments::jsonb, :state, :by, :at)
            """)
        .param("id", campaign.id().value())
        .param("name", plan.name())
        .param("template", plan.templateId())
        .param("brand", plan.brandId())
        .param("countries", plan.countries().toArray(String[]::new))
        .param("waits", json.writeValueAsString(texts(plan.waits(), Duration::toString)))
        .param("hours", json.writeValueAsString(texts(plan.contactHours(), ContactHours::written)))
        .param("capDays", plan.cap().days())
        .param("capMax", plan.cap().max())
        .param("content", json.writeValueAsString(plan.content()))
        .param("experiments", json.writeValueAsString(plan.experiments()))
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
  public Optional<Campaign> lock(CampaignId id) {
    return jdbc.sql(COLUMNS + " WHERE id = :id FOR NO KEY UPDATE")
        .param("id", id.value())
        .query((row, number) -> read(row))
        .optional();
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
        .param("experiments", json.writeValueAsString(experiments))
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
    Map<String, Duration> waits = new LinkedHashMap<>();
    json.readValue(row.getString("waits"), new TypeReference<Map<String, String>>() {})
        .forEach((step, wait) -> waits.put(step, Duration.parse(wait)));
    Map<String, ContactHours> hours = new LinkedHashMap<>();
    json.readValue(row.getString("contact_hours"), new TypeReference<Map<String, String>>() {})
        .forEach((country, text) -> hours.put(country, ContactHours.parse(text)));
    CampaignPlan plan =
        new CampaignPlan(
            row.getString("name"),
            row.getString("template_id"),
            row.getString("brand_id"),
            List.of((String[]) row.getArray("countries").getArray()),
            waits,
            hours,
            FrequencyCap.total(row.getInt("cap_days"), row.getInt("cap_max")),
            json.readValue(
                row.getString("content"), new TypeReference<Map<String, List<UUID>>>() {}),
            json.readValue(
                row.getString("experiments"), new TypeReference<Map<String, Experiment>>() {}));
    return new Campaign(
        new CampaignId(row.getObject("id", UUID.class)),
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

  private static <T> Map<String, String> texts(Map<String, T> values, Function<T, String> writer) {
    Map<String, String> texts = new LinkedHashMap<>();
    values.forEach((key, value) -> texts.put(key, writer.apply(value)));
    return texts;
  }
}
