package io.medley.campaign.measure.jdbc;

import io.medley.campaign.measure.Engagement;
import io.medley.campaign.measure.EngagementKind;
import io.medley.campaign.measure.Engagements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Engagement in PostgreSQL. */
@Repository
class JdbcEngagements implements Engagements {

  private static final String COLUMNS =
      """
      SELECT id, contact_id, enrolment_id, campaign_id, hcp_id, step_id, kind, link_position, link,
             first_at
        FROM engagement
      """;

  private final JdbcClient jdbc;

  JdbcEngagements(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean add(Engagement engagement, Optional<String> machine) {
    boolean known =
        jdbc.sql(
                """
                SELECT EXISTS (SELECT FROM engagement
                                WHERE contact_id = :contact AND kind = :kind
                                  AND link_position = :position AND machine IS NULL)
                """)
            .param("contact", engagement.contactId())
            .param("kind", engagement.kind().name())
            .param("position", engagement.linkPosition())
            .query(Boolean.class)
            .single();
    jdbc.sql(
            """
            INSERT INTO engagement (id, contact_id, enrolment_id, campaign_id, hcp_id, step_id, kind,
                                    link_position, link, first_at, last_at, machine)
            VALUES (:id, :contact, :enrolment, :campaign, :hcp, :step, :kind, :position, :link, :at,
                    :at, :machine)
            ON CONFLICT ON CONSTRAINT engagement_once
               DO UPDATE SET times = engagement.times + 1, last_at = excluded.last_at,
                 machine = CASE WHEN excluded.machine IS NULL THEN NULL ELSE engagement.machine END
            """)
        .param("id", engagement.id())
        .param("contact", engagement.contactId())
        .param("enrolment", engagement.enrolmentId())
        .param("campaign", engagement.campaignId())
        .param("hcp", engagement.hcpId())
        .param("step", engagement.stepId())
        .param("kind", engagement.kind().name())
        .param("position", engagement.linkPosition())
        .param("link", engagement.link())
        .param("at", Timestamp.from(engagement.at()))
        .param("machine", machine.orElse(null))
        .update();
    return machine.isEmpty() && !known;
  }

  @Override
  public List<Instant> clicks(UUID contactId) {
    return jdbc.sql(
            "SELECT first_at FROM engagement WHERE contact_id = :contact AND kind = 'CLICKED'")
        .param("contact", contactId)
        .query((row, number) -> row.getTimestamp("first_at").toInstant())
        .list();
  }

  @Override
  public List<Engagement> notHeard(UUID enrolmentId) {
    return jdbc.sql(
            COLUMNS
                + """
                 WHERE enrolment_id = :enrolment AND machine IS NULL AND NOT EXISTS (
                   SELECT FROM journey_event j
                     JOIN enrolment e ON e.id = j.enrolment_id AND e.attempt = j.attempt
                    WHERE j.enrolment_id = :enrolment AND j.event_id = engagement.id)
                 ORDER BY first_at, id
                """)
        .param("enrolment", enrolmentId)
        .query((row, number) -> read(row))
        .list();
  }

  @Override
  public Set<EngagementKind> kinds(UUID enrolmentId) {
    return jdbc.sql(
            """
            SELECT DISTINCT kind FROM engagement
             WHERE enrolment_id = :enrolment AND machine IS NULL
            """)
        .param("enrolment", enrolmentId)
        .query((row, number) -> EngagementKind.valueOf(row.getString(1)))
        .set();
  }

  @Override
  public List<Engagement> ofHcp(UUID hcpId) {
    return jdbc.sql(COLUMNS + " WHERE hcp_id = :hcp ORDER BY first_at DESC, id LIMIT 1000")
        .param("hcp", hcpId)
        .query((row, number) -> read(row))
        .list();
  }

  @Override
  public Map<String, Map<EngagementKind, Long>> counts(UUID campaignId) {
    Map<String, Map<EngagementKind, Long>> counts = new HashMap<>();
    jdbc.sql(
            """
            SELECT step_id, kind, count(DISTINCT hcp_id) AS hcps
              FROM engagement WHERE campaign_id = :campaign AND machine IS NULL GROUP BY step_id, kind
            """)
        .param("campaign", campaignId)
        .query(
            (RowCallbackHandler)
                row ->
                    counts
                        .computeIfAbsent(
                            row.getString("step_id"), step -> new EnumMap<>(EngagementKind.class))
                        .put(EngagementKind.valueOf(row.getString("kind")), row.getLong("hcps")));
    return counts;
  }

  private static Engagement read(ResultSet row) throws SQLException {
    return new Engagement(
        row.getObject("id", UUID.class),
        row.getObject("contact_id", UUID.class),
        row.getObject("enrolment_id", UUID.class),
        row.getObject("campaign_id", UUID.class),
        row.getObject("hcp_id", UUID.class),
        row.getString("step_id"),
        EngagementKind.valueOf(row.getString("kind")),
        row.getInt("link_position"),
        row.getString("link"),
        row.getTimestamp("first_at").toInstant());
  }
}
