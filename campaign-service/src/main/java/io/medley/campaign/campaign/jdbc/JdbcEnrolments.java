package io.medley.campaign.campaign.jdbc;

import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.Enrolment;
import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.campaign.EnrolmentState;
import io.medley.campaign.campaign.Enrolments;
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

/** Enrolments in PostgreSQL; every change of state writes its history row in the same statement. */
@Repository
class JdbcEnrolments implements Enrolments {

  private static final String COLUMNS =
      """
      SELECT e.id, e.campaign_id, e.hcp_id, e.state, e.attempt, e.instance_key, e.enrolled_at,
             e.exit_event_id, e.exit_reason, e.ended_at, e.version
        FROM enrolment e
      """;

  private static final String OPEN_STEP =
      """
      SELECT v.step_id FROM journey_visit v
       WHERE v.enrolment_id = e.id AND v.state IN ('WAITING', 'HELD')
       ORDER BY v.entered_at DESC LIMIT 1
      """;

  private final JdbcClient jdbc;

  JdbcEnrolments(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public int enrol(CampaignId campaign, Collection<UUID> hcps, Instant at) {
    if (hcps.isEmpty()) {
      return 0;
    }
    return jdbc.sql(
            """
            WITH enrolled AS (
              INSERT INTO enrolment (id, campaign_id, hcp_id, state, enrolled_at, version)
              SELECT gen_random_uuid(), :campaign, hcp, 'ENROLLED', :at,
                     (SELECT version FROM campaign WHERE id = :campaign)
                FROM unnest(:hcps) AS hcp
              ON CONFLICT ON CONSTRAINT enrolment_once DO NOTHING
              RETURNING id, hcp_id)
            INSERT INTO enrolment_history (enrolment_id, campaign_id, hcp_id, at, kind, what)
            SELECT id, :campaign, hcp_id, :at, 'STATE', 'ENROLLED' FROM enrolled
            """)
        .param("campaign", campaign.value())
        .param("hcps", hcps.toArray(UUID[]::new))
        .param("at", Timestamp.from(at))
        .update();
  }

  @Override
  public Optional<EnrolmentId> enrol(CampaignId campaign, UUID hcp, String entryKey, Instant at) {
    return jdbc.sql(
            """
            WITH enrolled AS (
              INSERT INTO enrolment (id, campaign_id, hcp_id, state, enrolled_at, entry_key,
                                     version)
              VALUES (gen_random_uuid(), :campaign, :hcp, 'ENROLLED', :at, :key,
                      (SELECT version FROM campaign WHERE id = :campaign FOR SHARE))
              ON CONFLICT ON CONSTRAINT enrolment_once DO NOTHING
              RETURNING id),
            noted AS (
              INSERT INTO enrolment_history (enrolment_id, campaign_id, hcp_id, at, kind, what)
              SELECT id, :campaign, :hcp, :at, 'STATE', 'ENROLLED' FROM enrolled)
            SELECT id FROM enrolled
            """)
        .param("campaign", campaign.value())
        .param("hcp", hcp)
        .param("key", entryKey)
        .param("at", Timestamp.from(at))
        .query((row, number) -> new EnrolmentId(row.getObject(1, UUID.class)))
        .optional();
  }

  @Override
  public Optional<Enrolment> find(EnrolmentId id) {
    return jdbc.sql(COLUMNS + " WHERE e.id = :id")
        .param("id", id.value())
        .query((row, number) -> read(row))
        .optional();
  }

  @Override
  public Optional<Enrolment> lock(EnrolmentId id) {
    return jdbc.sql(COLUMNS + " WHERE e.id = :id FOR NO KEY UPDATE")
        .param("id", id.value())
        .query((row, number) -> read(row))
        .optional();
  }

  @Override
  public boolean anyToStart() {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT FROM enrolment e
                             JOIN campaign c ON c.id = e.campaign_id AND c.state = 'LAUNCHED'
                            WHERE e.state = 'ENROLLED' AND NOT EXISTS (SELECT FROM kill_switch k
                       WHERE k.scope = 'ALL' OR (k.scope = 'CAMPAIGN' AND k.key = c.id::text)
                          OR (k.scope = 'BRAND' AND k.key = c.brand_id)))
            """)
        .query(Boolean.class)
        .single();
  }

  @Override
  public List<Enrolment> lockNextToStart(int limit) {
    return jdbc.sql(
            COLUMNS
                + """
                JOIN campaign c ON c.id = e.campaign_id AND c.state = 'LAUNCHED'
                WHERE e.state = 'ENROLLED' AND NOT EXISTS (SELECT FROM kill_switch k
                       WHERE k.scope = 'ALL' OR (k.scope = 'CAMPAIGN' AND k.key = c.id::text)
                          OR (k.scope = 'BRAND' AND k.key = c.brand_id))
                ORDER BY e.enrolled_at, e.id
                LIMIT :limit
                FOR NO KEY UPDATE OF e SKIP LOCKED
                """)
        .param("limit", limit)
        .query((row, number) -> read(row))
        .list();
  }

  @Override
  public void goByNewest(EnrolmentId id, String processId) {
    jdbc.sql(
            """
            UPDATE enrolment e SET version = c.version FROM campaign c
             WHERE e.id = :id AND c.id = e.campaign_id AND c.template_id = :process
            """)
        .param("id", id.value())
        .param("process", processId)
        .update();
  }

  @Override
  public void published(EnrolmentId id, Instant realNow) {
    jdbc.sql(
            """
            UPDATE enrolment
               SET state = 'STARTING', published_at = :at, publications = publications + 1
             WHERE id = :id AND state = 'ENROLLED'
            """)
        .param("id", id.value())
        .param("at", Timestamp.from(realNow))
        .update();
  }

  @Override
  public boolean claim(
      EnrolmentId id, int attempt, long instanceKey, Instant now, Instant realNow) {
    // Two rows come back for a first claim's history, none for a repeated one: so the claim itself
    // is counted, not the history.
    Optional<Boolean> first =
        jdbc.sql(
                """
                WITH held AS (
                  SELECT id, instance_key FROM enrolment WHERE id = :id FOR NO KEY UPDATE),
                claimed AS (
                  UPDATE enrolment e
                     SET instance_key = :instance, state = 'RUNNING',
                         claimed_at = coalesce(e.claimed_at, :realNow)
                    FROM held
                   WHERE e.id = held.id AND e.attempt = :attempt AND e.ended_at IS NULL
                     AND e.finished_at IS NULL
                     AND (e.instance_key IS NULL OR e.instance_key = :instance)
                  RETURNING e.id, e.campaign_id, e.hcp_id, held.instance_key IS NULL AS first),
                noted AS (
                  INSERT INTO enrolment_history (enrolment_id, campaign_id, hcp_id, at, kind, what)
                  SELECT id, campaign_id, hcp_id, :now, 'STATE', 'RUNNING' FROM claimed WHERE first)
                SELECT first FROM claimed
                """)
            .param("id", id.value())
            .param("instance", instanceKey)
            .param("attempt", attempt)
            .param("now", Timestamp.from(now))
            .param("realNow", Timestamp.from(realNow))
            .query(Boolean.class)
            .optional();
    return first.isPresent();
  }

  @Override
  public int returnUnclaimed(Instant publishedBefore, Instant now, int limit) {
    return jdbc.sql(
            """
            WITH late AS (
              SELECT id FROM enrolment
               WHERE state = 'STARTING' AND published_at < :before
               ORDER BY published_at LIMIT :limit FOR NO KEY UPDATE SKIP LOCKED),
            returned AS (
              UPDATE enrolment e SET state = 'ENROLLED' FROM late WHERE e.id = late.id
              RETURNING e.id, e.campaign_id, e.hcp_id)
            INSERT INTO enrolment_history (enrolment_id, campaign_id, hcp_id, at, kind, what, reason)
            SELECT id, campaign_id, hcp_id, :now, 'STATE', 'ENROLLED', 'START_NOT_CLAIMED'
              FROM returned
            """)
        .param("before", Timestamp.from(publishedBefore))
        .param("now", Timestamp.from(now))
        .param("limit", limit)
        .update();
  }

  @Override
  public List<Enrolment> overdue(
      Instant dueBefore, Instant claimedBefore, Instant probedBefore, int limit) {
    return jdbc.sql(
            COLUMNS
                + """
                LEFT JOIN LATERAL (
                  SELECT min(v.due_at) AS due FROM journey_visit v
                   WHERE v.enrolment_id = e.id AND v.state IN ('WAITING', 'HELD')) open ON true
                WHERE e.state = 'RUNNING'
                  AND (e.probed_at IS NULL OR e.probed_at < :probedBefore)
                  AND (open.due < :dueBefore
                       OR open.due IS NULL AND e.claimed_at < :claimedBefore)
                ORDER BY e.probed_at NULLS FIRST
                LIMIT :limit
                """)
        .param("dueBefore", Timestamp.from(dueBefore))
        .param("claimedBefore", Timestamp.from(claimedBefore))
        .param("probedBefore", Timestamp.from(probedBefore))
        .param("limit", limit)
        .query((row, number) -> read(row))
        .list();
  }

  @Override
  public void probed(EnrolmentId id, Instant realNow) {
    jdbc.sql("UPDATE enrolment SET probed_at = :at WHERE id = :id")
        .param("id", id.value())
        .param("at", Timestamp.from(realNow))
        .update();
  }

  @Override
  public boolean nextAttempt(EnrolmentId id, int attempt, long instanceKey, Instant now) {
    // A journey that was asked to end and whose instance is gone has ended.
    return jdbc.sql(
                """
                WITH moved AS (
                  UPDATE enrolment
                     SET state = CASE WHEN exit_reason IS NULL THEN 'ENROLLED' ELSE 'EXITED' END,
                         attempt = attempt + CASE WHEN exit_reason IS NULL THEN 1 ELSE 0 END,
                         instance_key = CASE WHEN exit_reason IS NULL THEN NULL
                                             ELSE instance_key END,
                         ended_at = CASE WHEN exit_reason IS NULL THEN NULL
                                         ELSE cast(:now AS timestamptz) END,
                         finished_at = CASE WHEN exit_reason IS NULL THEN NULL
                                            ELSE cast(:now AS timestamptz) END,
                         claimed_at = NULL, probed_at = NULL
                   WHERE id = :id AND attempt = :attempt AND instance_key = :instance
                     AND state = 'RUNNING' AND ended_at IS NULL
                  RETURNING id, campaign_id, hcp_id, state, exit_reason)
                INSERT INTO enrolment_history
                       (enrolment_id, campaign_id, hcp_id, at, kind, what, reason)
                SELECT id, campaign_id, hcp_id, :now, 'STATE', state,
                       coalesce(exit_reason, 'INSTANCE_LOST')
                  FROM moved
                """)
            .param("id", id.value())
            .param("attempt", attempt)
            .param("instance", instanceKey)
            .param("now", Timestamp.from(now))
            .update()
        == 1;
  }

  @Override
  public Optional<EnrolmentState> requestExit(
      EnrolmentId id, UUID eventId, String reason, Instant now, Instant realNow) {
    return jdbc.sql(
            """
            WITH asked AS (
              UPDATE enrolment
                 SET exit_event_id = :event, exit_reason = :reason, exit_requested_at = :realNow,
                     state = CASE WHEN instance_key IS NULL THEN 'EXITED' ELSE state END,
                     ended_at = CASE WHEN instance_key IS NULL
                                     THEN cast(:now AS timestamptz) ELSE ended_at END,
                     finished_at = CASE WHEN instance_key IS NULL
                                        THEN cast(:now AS timestamptz) END
               WHERE id = :id AND finished_at IS NULL AND exit_event_id IS NULL
              RETURNING id, campaign_id, hcp_id, state),
            noted AS (
              INSERT INTO enrolment_history
                     (enrolment_id, campaign_id, hcp_id, at, kind, what, reason)
              SELECT id, campaign_id, hcp_id, :now, 'STATE',
                     CASE state WHEN 'EXITED' THEN 'EXITED' ELSE 'EXIT_REQUESTED' END, :reason
                FROM asked)
            SELECT state FROM asked
            """)
        .param("id", id.value())
        .param("event", eventId)
        .param("reason", reason)
        .param("now", Timestamp.from(now))
        .param("realNow", Timestamp.from(realNow))
        .query((row, number) -> EnrolmentState.valueOf(row.getString(1)))
        .optional();
  }

  @Override
  public List<Enrolment> exitOverdue(Instant requestedBefore, int limit) {
    return jdbc.sql(
            COLUMNS
                + """
                WHERE e.state = 'RUNNING' AND e.exit_requested_at < :before
                ORDER BY e.exit_requested_at LIMIT :limit
                """)
        .param("before", Timestamp.from(requestedBefore))
        .param("limit", limit)
        .query((row, number) -> read(row))
        .list();
  }

  @Override
  public void exitRepeated(EnrolmentId id, Instant realNow) {
    jdbc.sql("UPDATE enrolment SET exit_requested_at = :at WHERE id = :id AND state = 'RUNNING'")
        .param("id", id.value())
        .param("at", Timestamp.from(realNow))
        .update();
  }

  @Override
  public List<EnrolmentId> notBegun(CampaignId campaign) {
    return jdbc
        .sql(
            """
            SELECT id FROM enrolment
             WHERE campaign_id = :campaign AND state = 'ENROLLED' ORDER BY id
            """)
        .param("campaign", campaign.value())
        .query(UUID.class)
        .list()
        .stream()
        .map(EnrolmentId::new)
        .toList();
  }

  @Override
  public List<EnrolmentId> openOf(CampaignId campaign) {
    return jdbc.sql(
            """
            SELECT id FROM enrolment WHERE campaign_id = :campaign AND finished_at IS NULL
             ORDER BY id
            """)
        .param("campaign", campaign.value())
        .query((row, number) -> new EnrolmentId(row.getObject(1, UUID.class)))
        .list();
  }

  @Override
  public List<EnrolmentId> openIn(
      @Nullable String brand, @Nullable String country, @Nullable EnrolmentId after, int limit) {
    return jdbc.sql(
            """
            SELECT e.id FROM enrolment e
              JOIN campaign c ON c.id = e.campaign_id
              JOIN hcp h ON h.id = e.hcp_id
             WHERE e.finished_at IS NULL AND e.exit_event_id IS NULL
               AND (cast(:brand AS text) IS NULL OR c.brand_id = :brand)
               AND (cast(:country AS text) IS NULL OR h.country = :country)
               AND (cast(:after AS uuid) IS NULL OR e.id > :after)
             ORDER BY e.id LIMIT :limit
            """)
        .param("brand", brand)
        .param("country", country)
        .param("after", after == null ? null : after.value())
        .param("limit", limit)
        .query((row, number) -> new EnrolmentId(row.getObject(1, UUID.class)))
        .list();
  }

  @Override
  public List<EnrolmentId> openOf(UUID hcpId, Instant enrolledBy) {
    return jdbc.sql(
            """
            SELECT id FROM enrolment
             WHERE hcp_id = :hcp AND finished_at IS NULL AND enrolled_at <= :by ORDER BY id
            """)
        .param("hcp", hcpId)
        .param("by", Timestamp.from(enrolledBy))
        .query((row, number) -> new EnrolmentId(row.getObject(1, UUID.class)))
        .list();
  }

  @Override
  public boolean finish(
      EnrolmentId id, EnrolmentState state, Optional<String> reason, Instant now) {
    if (!state.over()) {
      throw new IllegalArgumentException(state + " is not an end");
    }
    return jdbc.sql(
                """
                WITH finished AS (
                  UPDATE enrolment
                     SET state = :state, finished_at = :now,
                         exit_reason = coalesce(exit_reason, cast(:reason AS text))
                   WHERE id = :id AND finished_at IS NULL
                  RETURNING id, campaign_id, hcp_id, state)
                INSERT INTO enrolment_history
                       (enrolment_id, campaign_id, hcp_id, at, kind, what, reason)
                SELECT id, campaign_id, hcp_id, :now, 'STATE', state, cast(:reason AS text)
                  FROM finished
                """)
            .param("id", id.value())
            .param("state", state.name())
            .param("reason", reason.orElse(null))
            .param("now", Timestamp.from(now))
            .update()
        == 1;
  }

  @Override
  public void ended(EnrolmentId id, int attempt, long instanceKey, Instant now) {
    jdbc.sql(
            """
            UPDATE enrolment SET ended_at = coalesce(ended_at, :now)
             WHERE id = :id AND attempt = :attempt AND instance_key = :instance
            """)
        .param("id", id.value())
        .param("attempt", attempt)
        .param("instance", instanceKey)
        .param("now", Timestamp.from(now))
        .update();
  }

  @Override
  public boolean claimEvent(EnrolmentId id, UUID eventId, Instant now) {
    jdbc.sql(
            """
            INSERT INTO journey_event (enrolment_id, event_id, attempt, step_id, claimed_at)
            SELECT e.id, :event, e.attempt, (%s), :now FROM enrolment e WHERE e.id = :id
            ON CONFLICT DO NOTHING
            """
                .formatted(OPEN_STEP))
        .param("id", id.value())
        .param("event", eventId)
        .param("now", Timestamp.from(now))
        .update();
    return jdbc.sql(
            """
            SELECT j.step_id IS NOT DISTINCT FROM (%s)
              FROM enrolment e
              JOIN journey_event j
                ON j.enrolment_id = e.id AND j.attempt = e.attempt AND j.event_id = :event
             WHERE e.id = :id
            """
                .formatted(OPEN_STEP))
        .param("id", id.value())
        .param("event", eventId)
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  private static Enrolment read(ResultSet row) throws SQLException {
    Timestamp ended = row.getTimestamp("ended_at");
    @Nullable Long instance = row.getObject("instance_key", Long.class);
    return new Enrolment(
        new EnrolmentId(row.getObject("id", UUID.class)),
        new CampaignId(row.getObject("campaign_id", UUID.class)),
        row.getObject("hcp_id", UUID.class),
        EnrolmentState.valueOf(row.getString("state")),
        row.getInt("attempt"),
        instance,
        row.getTimestamp("enrolled_at").toInstant(),
        row.getObject("exit_event_id", UUID.class),
        row.getString("exit_reason"),
        ended == null ? null : ended.toInstant(),
        row.getInt("version"));
  }
}
