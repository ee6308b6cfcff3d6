package io.medley.campaign.journey.jdbc;

import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.Enrolment;
import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.journey.HistoryEntry;
import io.medley.campaign.journey.JourneyVisit;
import io.medley.campaign.journey.JourneyVisits;
import io.medley.campaign.journey.VisitState;
import io.medley.campaign.touch.TouchDecision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Journey visits in PostgreSQL. */
@Repository
class JdbcJourneyVisits implements JourneyVisits {

  /** Written out: only so does it find the index journey_visit_stuck. */
  private static final String STUCK =
      """
      SELECT v.campaign_id, v.step_id, v.state, v.reason, count(DISTINCT v.enrolment_id) AS hcps
        FROM journey_visit v JOIN campaign c ON c.id = v.campaign_id AND c.state = 'LAUNCHED'
       WHERE v.state IN ('HELD', 'SUPPRESSED')
         AND v.reason IN (%s)
         AND (v.state = 'HELD' OR v.reason IN (%s))
       GROUP BY v.campaign_id, v.step_id, v.state, v.reason
       ORDER BY hcps DESC, v.campaign_id, v.step_id, v.reason LIMIT :limit
      """
          .formatted(
              quoted(Stream.concat(WANTS_CONTENT.stream(), WANTS_AN_OPERATOR.stream())),
              quoted(WANTS_CONTENT.stream()));

  private static String quoted(Stream<String> reasons) {
    return reasons.sorted().map("'%s'"::formatted).collect(Collectors.joining(", "));
  }

  private final JdbcClient jdbc;

  JdbcJourneyVisits(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void arriveAtTouch(Enrolment enrolment, String stepId, int occurrence, Instant now) {
    jdbc.sql(
            """
            WITH others AS (
              UPDATE journey_visit SET state = 'PASSED', left_at = cast(:now AS timestamptz)
               WHERE enrolment_id = :enrolment AND state IN ('WAITING', 'HELD')
                 AND (step_id, occurrence) <> (:step, :occurrence))
            INSERT INTO journey_visit
                   (enrolment_id, step_id, occurrence, campaign_id, kind, state, entered_at)
            VALUES (:enrolment, :step, :occurrence, :campaign, 'TOUCH', 'WAITING', :now)
            ON CONFLICT (enrolment_id, step_id, occurrence) DO NOTHING
            """)
        .param("enrolment", enrolment.id().value())
        .param("step", stepId)
        .param("occurrence", occurrence)
        .param("campaign", enrolment.campaignId().value())
        .param("now", Timestamp.from(now))
        .update();
  }

  @Override
  public void touched(
      Enrolment enrolment, String stepId, int occurrence, TouchDecision decision, Instant now) {
    VisitState state =
        switch (decision.outcome()) {
          case SENT, SUBSTITUTED, GHOST, UNKNOWN -> VisitState.PASSED;
          case HELD_UNTIL -> VisitState.HELD;
          case SKIPPED, EXITED -> VisitState.SUPPRESSED;
        };
    Timestamp until = decision.heldUntil() == null ? null : Timestamp.from(decision.heldUntil());
    jdbc.sql(
            """
            WITH before AS (
              SELECT outcome, reason FROM journey_visit
               WHERE enrolment_id = :enrolment AND step_id = :step AND occurrence = :occurrence),
            changed AS (
              UPDATE journey_visit
                 SET state = :state, outcome = :outcome, reason = :reason, trace_id = :trace,
                     due_at = cast(:until AS timestamptz),
                     left_at = CASE WHEN :state = 'HELD' THEN NULL
                                    ELSE cast(:now AS timestamptz) END
               WHERE enrolment_id = :enrolment AND step_id = :step AND occurrence = :occurrence
                 AND (state, outcome, reason, due_at)
                     IS DISTINCT FROM (:state, :outcome, :reason, cast(:until AS timestamptz))
              RETURNING enrolment_id)
            INSERT INTO enrolment_history (enrolment_id, campaign_id, hcp_id, at, kind, what,
                                           step_id, occurrence, reason, until, trace_id)
            SELECT enrolment_id, :campaign, :hcp, :now, 'TOUCH', :outcome, :step, :occurrence,
                   :reason, cast(:until AS timestamptz), :trace
              FROM changed, before
             -- Held by the same pause as before: that is no news, however often it is asked for.
             WHERE (before.outcome, before.reason) IS DISTINCT FROM (:outcome, :reason)
                OR :reason NOT IN ('KILL_SWITCH', 'SAFETY_HOLD')
            """)
        .param("state", state.name())
        .param("outcome", decision.outcome().name())
        .param("reason", decision.reason().name())
        .param("trace", decision.traceId())
        .param("until", until)
        .param("now", Timestamp.from(now))
        .param("enrolment", enrolment.id().value())
        .param("step", stepId)
        .param("occurrence", occurrence)
        .param("campaign", enrolment.campaignId().value())
        .param("hcp", enrolment.hcpId())
        .update();
  }

  @Override
  public Instant arriveAtWait(Enrolment enrolment, String stepId, Instant due, Instant now) {
    int arrived =
        jdbc.sql(
                """
                WITH others AS (
                  UPDATE journey_visit SET state = 'PASSED', left_at = cast(:now AS timestamptz)
                   WHERE enrolment_id = :enrolment AND state IN ('WAITING', 'HELD')
                     AND (step_id, occurrence) <> (:step, 1)),
                arrived AS (
                  INSERT INTO journey_visit
                         (enrolment_id, step_id, campaign_id, kind, state, entered_at, due_at)
                  VALUES (:enrolment, :step, :campaign, 'WAIT', 'WAITING',
                          cast(:now AS timestamptz), cast(:due AS timestamptz))
                  ON CONFLICT (enrolment_id, step_id, occurrence) DO NOTHING
                  RETURNING enrolment_id)
                INSERT INTO enrolment_history
                       (enrolment_id, campaign_id, hcp_id, at, kind, what, step_id, until)
                SELECT enrolment_id, :campaign, :hcp, cast(:now AS timestamptz), 'WAIT', 'WAITING',
                       :step, cast(:due AS timestamptz)
                  FROM arrived
                """)
            .param("enrolment", enrolment.id().value())
            .param("step", stepId)
            .param("campaign", enrolment.campaignId().value())
            .param("hcp", enrolment.hcpId())
            .param("now", Timestamp.from(now))
            .param("due", Timestamp.from(due))
            .update();
    if (arrived == 1) {
      return due;
    }
    // A restarted journey is at this step again: it waits for what is left of the wait.
    jdbc.sql(
            """
            UPDATE journey_visit SET state = 'WAITING', left_at = NULL
             WHERE enrolment_id = :enrolment AND step_id = :step AND occurrence = 1
            """)
        .param("enrolment", enrolment.id().value())
        .param("step", stepId)
        .update();
    return dueAt(enrolment.id(), stepId).orElse(due);
  }

  @Override
  public void notSuggested(
      Enrolment enrolment, String stepId, int occurrence, String reason, Instant now) {
    passOthers(enrolment, stepId, occurrence, now);
    jdbc.sql(
            """
            WITH arrived AS (
              INSERT INTO journey_visit (enrolment_id, step_id, occurrence, campaign_id, kind,
                                         state, reason, entered_at, left_at)
              VALUES (:enrolment, :step, :occurrence, :campaign, 'WAIT', 'SUPPRESSED', :reason,
                      :now, :now)
              ON CONFLICT (enrolment_id, step_id, occurrence) DO NOTHING
              RETURNING enrolment_id)
            INSERT INTO enrolment_history (enrolment_id, campaign_id, hcp_id, at, kind, what,
                                           step_id, occurrence, reason)
            SELECT enrolment_id, :campaign, :hcp, :now, 'EVENT', 'NOT_SUGGESTED', :step,
                   :occurrence, :reason
              FROM arrived
            """)
        .param("enrolment", enrolment.id().value())
        .param("step", stepId)
        .param("occurrence", occurrence)
        .param("campaign", enrolment.campaignId().value())
        .param("hcp", enrolment.hcpId())
        .param("reason", reason)
        .param("now", Timestamp.from(now))
        .update();
  }

  @Override
  public void offered(Enrolment enrolment, String stepId, int occurrence, Instant now) {
    passOthers(enrolment, stepId, occurrence, now);
    jdbc.sql(
            """
            WITH arrived AS (
              INSERT INTO journey_visit (enrolment_id, step_id, occurrence, campaign_id, kind,
                                         state, outcome, entered_at, left_at)
              VALUES (:enrolment, :step, :occurrence, :campaign, 'TOUCH', 'PASSED', 'OFFERED',
                      :now, :now)
              ON CONFLICT (enrolment_id, step_id, occurrence) DO NOTHING
              RETURNING enrolment_id)
            INSERT INTO enrolment_history (enrolment_id, campaign_id, hcp_id, at, kind, what,
                                           step_id, occurrence)
            SELECT enrolment_id, :campaign, :hcp, :now, 'EVENT', 'OFFERED', :step, :occurrence
              FROM arrived
            """)
        .param("enrolment", enrolment.id().value())
        .param("step", stepId)
        .param("occurrence", occurrence)
        .param("campaign", enrolment.campaignId().value())
        .param("hcp", enrolment.hcpId())
        .param("now", Timestamp.from(now))
        .update();
  }

  @Override
  public void postpone(EnrolmentId enrolment, String stepId, Instant due) {
    jdbc.sql(
            """
            UPDATE journey_visit SET due_at = :due
             WHERE enrolment_id = :enrolment AND step_id = :step AND state = 'WAITING'
            """)
        .param("enrolment", enrolment.value())
        .param("step", stepId)
        .param("due", Timestamp.from(due))
        .update();
  }

  @Override
  public void replanned(Enrolment enrolment, String stepId, Instant due, Instant now) {
    postpone(enrolment.id(), stepId, due);
    note(enrolment, "WAIT", "REPLANNED", stepId, due, now);
  }

  @Override
  public void datePast(Enrolment enrolment, String stepId, Instant due, Instant now) {
    note(enrolment, "EVENT", "DATE_PAST", stepId, due, now);
  }

  @Override
  public Optional<Instant> enteredAt(EnrolmentId enrolment, String stepId) {
    return jdbc.sql(
            """
            SELECT entered_at FROM journey_visit
             WHERE enrolment_id = :enrolment AND step_id = :step AND occurrence = 1
            """)
        .param("enrolment", enrolment.value())
        .param("step", stepId)
        .query((row, number) -> row.getTimestamp(1).toInstant())
        .optional();
  }

  @Override
  public List<EnrolmentId> waiting(CampaignId campaign, @Nullable EnrolmentId after, int limit) {
    return jdbc.sql(
            """
            SELECT DISTINCT enrolment_id FROM journey_visit
             WHERE campaign_id = :campaign AND state = 'WAITING'
               AND (cast(:after AS uuid) IS NULL OR enrolment_id > :after)
             ORDER BY enrolment_id LIMIT :limit
            """)
        .param("campaign", campaign.value())
        .param("after", after == null ? null : after.value())
        .param("limit", limit)
        .query((row, number) -> new EnrolmentId(row.getObject(1, UUID.class)))
        .list();
  }

  @Override
  public String parted(
      Enrolment enrolment, String stepId, String fact, String value, String path, Instant now) {
    passOthers(enrolment, stepId, 1, now);
    jdbc.sql(
            """
            WITH arrived AS (
              INSERT INTO journey_visit (enrolment_id, step_id, campaign_id, kind, state, outcome,
                                         entered_at, left_at)
              VALUES (:enrolment, :step, :campaign, 'WAIT', 'PASSED', :path, :now, :now)
              ON CONFLICT (enrolment_id, step_id, occurrence) DO NOTHING
              RETURNING enrolment_id)
            INSERT INTO enrolment_history (enrolment_id, campaign_id, hcp_id, at, kind, what,
                                           step_id, reason)
            SELECT enrolment_id, :campaign, :hcp, :now, 'EVENT', 'PARTED', :step, :reason
              FROM arrived
            """)
        .param("enrolment", enrolment.id().value())
        .param("step", stepId)
        .param("campaign", enrolment.campaignId().value())
        .param("hcp", enrolment.hcpId())
        .param("path", path)
        .param("now", Timestamp.from(now))
        .param("reason", fact + "=" + value + ">" + path)
        .update();
    return jdbc.sql(
            """
            SELECT outcome FROM journey_visit
             WHERE enrolment_id = :enrolment AND step_id = :step AND occurrence = 1
            """)
        .param("enrolment", enrolment.id().value())
        .param("step", stepId)
        .query(String.class)
        .single();
  }

  @Override
  public Optional<Instant> dueAt(EnrolmentId enrolment, String stepId) {
    return jdbc.sql(
            """
            SELECT due_at FROM journey_visit
             WHERE enrolment_id = :enrolment AND step_id = :step AND occurrence = 1
               AND due_at IS NOT NULL
            """)
        .param("enrolment", enrolment.value())
        .param("step", stepId)
        .query((row, number) -> row.getTimestamp(1).toInstant())
        .optional();
  }

  @Override
  public Optional<String> openStep(EnrolmentId enrolment) {
    return jdbc.sql(
            """
            SELECT step_id FROM journey_visit
             WHERE enrolment_id = :enrolment AND state IN ('WAITING', 'HELD')
             ORDER BY entered_at DESC LIMIT 1
            """)
        .param("enrolment", enrolment.value())
        .query(String.class)
        .optional();
  }

  @Override
  public void channelLost(
      Enrolment enrolment, String channel, Collection<String> left, Instant now) {
    jdbc.sql(
            """
            INSERT INTO enrolment_history
                   (enrolment_id, campaign_id, hcp_id, at, kind, what, reason)
            SELECT :enrolment, :campaign, :hcp, :now, 'EVENT', 'CHANNEL_LOST', :reason
             WHERE NOT EXISTS (SELECT FROM enrolment_history h
                                WHERE h.enrolment_id = :enrolment AND h.what = 'CHANNEL_LOST'
                                  AND h.reason = :reason)
            """)
        .param("enrolment", enrolment.id().value())
        .param("campaign", enrolment.campaignId().value())
        .param("hcp", enrolment.hcpId())
        .param("now", Timestamp.from(now))
        .param("reason", channel + ">" + String.join(",", left))
        .update();
  }

  @Override
  public void heard(Enrolment enrolment, String what, Instant now) {
    note(enrolment, "EVENT", what, null, null, now);
  }

  @Override
  public void leave(Enrolment enrolment, Optional<String> exitReason, Instant now) {
    jdbc.sql(
            """
            UPDATE journey_visit
               SET state = CASE WHEN cast(:reason AS text) IS NULL THEN 'PASSED'
                                ELSE 'SUPPRESSED' END,
                   reason = coalesce(cast(:reason AS text), reason), left_at = :now
             WHERE enrolment_id = :enrolment AND state IN ('WAITING', 'HELD')
            """)
        .param("reason", exitReason.orElse(null))
        .param("now", Timestamp.from(now))
        .param("enrolment", enrolment.id().value())
        .update();
  }

  @Override
  public Map<String, Map<VisitState, Long>> counts(CampaignId campaign) {
    Map<String, Map<VisitState, Long>> counts = new HashMap<>();
    jdbc.sql(
            """
            SELECT step_id, state, count(DISTINCT enrolment_id) AS hcps
              FROM journey_visit WHERE campaign_id = :campaign GROUP BY step_id, state
            """)
        .param("campaign", campaign.value())
        .query(
            (RowCallbackHandler)
                row ->
                    counts
                        .computeIfAbsent(
                            row.getString("step_id"), step -> new EnumMap<>(VisitState.class))
                        .put(VisitState.valueOf(row.getString("state")), row.getLong("hcps")));
    return counts;
  }

  @Override
  public Map<String, StepTimes> times(CampaignId campaign) {
    Map<String, StepTimes> times = new HashMap<>();
    jdbc.sql(
            """
            SELECT step_id,
                   percentile_cont(0.5) WITHIN GROUP (
                     ORDER BY extract(epoch FROM left_at - entered_at)) AS stayed,
                   min(entered_at) FILTER (WHERE state IN ('WAITING', 'HELD')) AS oldest,
                   min(due_at) FILTER (WHERE state IN ('WAITING', 'HELD')) AS next_due
              FROM journey_visit WHERE campaign_id = :campaign GROUP BY step_id
            """)
        .param("campaign", campaign.value())
        .query(
            (RowCallbackHandler)
                row -> {
                  Double stayed = row.getObject("stayed", Double.class);
                  Timestamp oldest = row.getTimestamp("oldest");
                  Timestamp due = row.getTimestamp("next_due");
                  times.put(
                      row.getString("step_id"),
                      new StepTimes(
                          stayed == null ? null : Duration.ofMillis(Math.round(1_000 * stayed)),
                          oldest == null ? null : oldest.toInstant(),
                          due == null ? null : due.toInstant()));
                });
    return times;
  }

  @Override
  public Map<String, List<ReasonCount>> reasons(CampaignId campaign) {
    Map<String, List<ReasonCount>> reasons = new HashMap<>();
    jdbc.sql(
            """
            SELECT step_id, state, reason, count(DISTINCT enrolment_id) AS hcps
              FROM journey_visit
             WHERE campaign_id = :campaign AND state IN ('HELD', 'SUPPRESSED')
               AND reason IS NOT NULL
             GROUP BY step_id, state, reason ORDER BY hcps DESC, reason
            """)
        .param("campaign", campaign.value())
        .query(
            (RowCallbackHandler)
                row ->
                    reasons
                        .computeIfAbsent(row.getString("step_id"), step -> new ArrayList<>())
                        .add(
                            new ReasonCount(
                                row.getString("reason"),
                                VisitState.valueOf(row.getString("state")),
                                row.getLong("hcps"))));
    return reasons;
  }

  @Override
  public List<Stuck> stuck(int limit) {
    return jdbc.sql(STUCK)
        .param("limit", limit)
        .query(
            (row, number) ->
                new Stuck(
                    new CampaignId(row.getObject("campaign_id", UUID.class)),
                    row.getString("step_id"),
                    VisitState.valueOf(row.getString("state")),
                    row.getString("reason"),
                    row.getLong("hcps")))
        .list();
  }

  @Override
  public List<JourneyVisit> at(
      CampaignId campaign,
      String stepId,
      List<VisitState> states,
      Optional<String> reason,
      Optional<String> person,
      int offset,
      int limit) {
    return jdbc.sql(
            """
            SELECT v.enrolment_id, e.hcp_id, v.step_id, v.state, v.outcome, v.reason, v.trace_id,
                   v.entered_at, v.due_at, v.left_at
              FROM journey_visit v JOIN enrolment e ON e.id = v.enrolment_id
             WHERE v.campaign_id = :campaign AND v.step_id = :step AND v.state = ANY (:states)
               AND (cast(:reason AS text) IS NULL OR v.reason = :reason)
               AND (cast(:person AS text) IS NULL OR EXISTS (
                 SELECT FROM hcp h JOIN territory t ON t.code = h.territory
                  WHERE h.id = e.hcp_id AND :person IN (t.rep, t.msl, t.kam)))
             ORDER BY coalesce(v.left_at, v.entered_at) DESC, v.enrolment_id
             LIMIT :limit OFFSET :offset
            """)
        .param("campaign", campaign.value())
        .param("step", stepId)
        .param("states", states.stream().map(VisitState::name).toArray(String[]::new))
        .param("reason", reason.orElse(null))
        .param("person", person.orElse(null))
        .param("limit", limit)
        .param("offset", offset)
        .query((row, number) -> visit(row))
        .list();
  }

  @Override
  public List<HistoryEntry> history(UUID hcpId) {
    return jdbc.sql(
            """
            SELECT enrolment_id, campaign_id, at, kind, what, step_id, reason, until, trace_id
              FROM enrolment_history WHERE hcp_id = :hcp ORDER BY id DESC LIMIT 1000
            """)
        .param("hcp", hcpId)
        .query(
            (row, number) ->
                new HistoryEntry(
                    row.getObject("enrolment_id", UUID.class),
                    row.getObject("campaign_id", UUID.class),
                    row.getTimestamp("at").toInstant(),
                    row.getString("kind"),
                    row.getString("what"),
                    row.getString("step_id"),
                    row.getString("reason"),
                    instant(row, "until"),
                    row.getObject("trace_id", UUID.class)))
        .list();
  }

  private void passOthers(Enrolment enrolment, String stepId, int occurrence, Instant now) {
    jdbc.sql(
            """
            UPDATE journey_visit SET state = 'PASSED', left_at = :now
             WHERE enrolment_id = :enrolment AND state IN ('WAITING', 'HELD')
               AND (step_id, occurrence) <> (:step, :occurrence)
            """)
        .param("now", Timestamp.from(now))
        .param("enrolment", enrolment.id().value())
        .param("step", stepId)
        .param("occurrence", occurrence)
        .update();
  }

  private void note(
      Enrolment enrolment,
      String kind,
      String what,
      @Nullable String stepId,
      @Nullable Instant until,
      Instant now) {
    jdbc.sql(
            """
            INSERT INTO enrolment_history
                   (enrolment_id, campaign_id, hcp_id, at, kind, what, step_id, until)
            VALUES (:enrolment, :campaign, :hcp, :now, :kind, :what, :step, :until)
            """)
        .param("enrolment", enrolment.id().value())
        .param("campaign", enrolment.campaignId().value())
        .param("hcp", enrolment.hcpId())
        .param("now", Timestamp.from(now))
        .param("kind", kind)
        .param("what", what)
        .param("step", stepId)
        .param("until", until == null ? null : Timestamp.from(until))
        .update();
  }

  private static JourneyVisit visit(ResultSet row) throws SQLException {
    Timestamp entered = row.getTimestamp("entered_at");
    return new JourneyVisit(
        row.getObject("enrolment_id", UUID.class),
        row.getObject("hcp_id", UUID.class),
        row.getString("step_id"),
        VisitState.valueOf(row.getString("state")),
        row.getString("outcome"),
        row.getString("reason"),
        row.getObject("trace_id", UUID.class),
        entered.toInstant(),
        instant(row, "due_at"),
        instant(row, "left_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp timestamp = row.getTimestamp(column);
    return timestamp == null ? null : timestamp.toInstant();
  }
}
