package io.medley.campaign.journey.jdbc;

import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.KeptWords;
import io.medley.campaign.journey.HandoverEnvelope;
import io.medley.campaign.journey.RepSuggestion;
import io.medley.campaign.journey.RepSuggestions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Suggestions in PostgreSQL. */
@Repository
class JdbcRepSuggestions implements RepSuggestions, KeptWords {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient jdbc;

  JdbcRepSuggestions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public RepSuggestion add(RepSuggestion suggestion) {
    jdbc.sql(
            """
            INSERT INTO rep_suggestion
                   (id, enrolment_id, hcp_id, campaign_id, step_id, occurrence, action, channel,
                    slot, material, drivers, envelope, score, state, due_at, created_at)
            VALUES (:id, :enrolment, :hcp, :campaign, :step, :occurrence, :action, :channel,
                    :slot, cast(:material AS jsonb), cast(:drivers AS jsonb), cast(:envelope AS jsonb), :score, :state,
                    :due, :created)
            ON CONFLICT (enrolment_id, step_id, occurrence) DO NOTHING
            """)
        .param("id", suggestion.id())
        .param("enrolment", suggestion.enrolmentId())
        .param("hcp", suggestion.hcpId())
        .param("campaign", suggestion.campaignId())
        .param("step", suggestion.stepId())
        .param("occurrence", suggestion.occurrence())
        .param("action", suggestion.action())
        .param("channel", suggestion.channel())
        .param("slot", suggestion.slot())
        .param(
            "material",
            suggestion.material() == null ? null : JSON.writeValueAsString(suggestion.material()))
        .param("drivers", JSON.writeValueAsString(suggestion.drivers()))
        .param("envelope", JSON.writeValueAsString(suggestion.envelope()))
        .param("score", suggestion.score())
        .param("state", suggestion.state().name())
        .param("due", Timestamp.from(suggestion.dueAt()))
        .param("created", Timestamp.from(suggestion.createdAt()))
        .update();
    return at(
            new EnrolmentId(suggestion.enrolmentId()), suggestion.stepId(), suggestion.occurrence())
        .orElseThrow();
  }

  @Override
  public Optional<RepSuggestion> find(UUID id) {
    return jdbc.sql("SELECT * FROM rep_suggestion WHERE id = :id")
        .param("id", id)
        .query((row, number) -> suggestion(row))
        .optional();
  }

  @Override
  public List<RepSuggestion> all(Collection<UUID> ids) {
    return jdbc.sql("SELECT * FROM rep_suggestion WHERE id = ANY (:ids)")
        .param("ids", ids.toArray(UUID[]::new))
        .query((row, number) -> suggestion(row))
        .list();
  }

  @Override
  public Optional<RepSuggestion> at(EnrolmentId enrolment, String stepId, int occurrence) {
    return jdbc.sql(
            """
            SELECT * FROM rep_suggestion
             WHERE enrolment_id = :enrolment AND step_id = :step AND occurrence = :occurrence
            """)
        .param("enrolment", enrolment.value())
        .param("step", stepId)
        .param("occurrence", occurrence)
        .query((row, number) -> suggestion(row))
        .optional();
  }

  @Override
  public List<RepSuggestion> ofHcp(HcpId hcp) {
    return jdbc.sql("SELECT * FROM rep_suggestion WHERE hcp_id = :hcp ORDER BY created_at DESC, id")
        .param("hcp", hcp.value())
        .query((row, number) -> suggestion(row))
        .list();
  }

  @Override
  public void forget(HcpId hcp) {
    jdbc.sql(
            """
            UPDATE rep_suggestion
               SET envelope = envelope - 'question' - 'promisedFollowUp' - 'doNotMention'
             WHERE hcp_id = :hcp
            """)
        .param("hcp", hcp.value())
        .update();
  }

  @Override
  public List<RepSuggestion> of(EnrolmentId enrolment) {
    return jdbc.sql(
            """
            SELECT * FROM rep_suggestion WHERE enrolment_id = :enrolment ORDER BY created_at, id
            """)
        .param("enrolment", enrolment.value())
        .query((row, number) -> suggestion(row))
        .list();
  }

  @Override
  public boolean move(UUID id, RepSuggestion.State to, @Nullable String reason, Instant at) {
    return jdbc.sql(
                """
                UPDATE rep_suggestion
                   SET state = :state, reason = :reason,
                       answered_at = CASE WHEN :final THEN cast(:at AS timestamptz) END
                 WHERE id = :id AND state IN ('OPEN', 'ACCEPTED', 'SNOOZED')
                """)
            .param("id", id)
            .param("state", to.name())
            .param("reason", reason)
            .param("final", !to.unanswered())
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  @Override
  public int closeOpen(EnrolmentId enrolment, RepSuggestion.State to, String reason, Instant at) {
    return jdbc.sql(
            """
            UPDATE rep_suggestion SET state = :state, reason = :reason, answered_at = :at
             WHERE enrolment_id = :enrolment AND state IN ('OPEN', 'ACCEPTED', 'SNOOZED')
            """)
        .param("enrolment", enrolment.value())
        .param("state", to.name())
        .param("reason", reason)
        .param("at", Timestamp.from(at))
        .update();
  }

  private static RepSuggestion.@Nullable Material material(@Nullable String stored) {
    return stored == null ? null : JSON.readValue(stored, RepSuggestion.Material.class);
  }

  private static RepSuggestion suggestion(ResultSet row) throws SQLException {
    Timestamp answered = row.getTimestamp("answered_at");
    return new RepSuggestion(
        row.getObject("id", UUID.class),
        row.getObject("enrolment_id", UUID.class),
        row.getObject("hcp_id", UUID.class),
        row.getObject("campaign_id", UUID.class),
        row.getString("step_id"),
        row.getInt("occurrence"),
        row.getString("action"),
        row.getString("channel"),
        row.getString("slot"),
        material(row.getString("material")),
        List.of(JSON.readValue(row.getString("drivers"), RepSuggestion.Driver[].class)),
        JSON.readValue(row.getString("envelope"), HandoverEnvelope.class),
        row.getInt("score"),
        RepSuggestion.State.valueOf(row.getString("state")),
        row.getTimestamp("due_at").toInstant(),
        row.getTimestamp("created_at").toInstant(),
        answered == null ? null : answered.toInstant(),
        row.getString("reason"));
  }
}
