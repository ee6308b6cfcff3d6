package io.medley.campaign.change.jdbc;

import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.change.EnrolmentMoves;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who is to be moved, in PostgreSQL. */
@Repository
class JdbcEnrolmentMoves implements EnrolmentMoves {

  private final JdbcClient jdbc;

  JdbcEnrolmentMoves(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void begin(CampaignId campaign, int toVersion, int sameJourney) {
    jdbc.sql(
            """
            UPDATE enrolment SET version = :to
             WHERE campaign_id = :campaign AND finished_at IS NULL
               AND (state = 'ENROLLED' OR version = :same)
            """)
        .param("to", toVersion)
        .param("campaign", campaign.value())
        .param("same", sameJourney)
        .update();
  }

  @Override
  public void redirect(CampaignId campaign, int toVersion) {
    jdbc.sql(
            """
            UPDATE enrolment_move SET to_version = :to, tries = 0
             WHERE campaign_id = :campaign AND state = 'PENDING' AND to_version < :to
            """)
        .param("to", toVersion)
        .param("campaign", campaign.value())
        .update();
  }

  @Override
  public int plan(CampaignId campaign, int toVersion) {
    return jdbc.sql(
            """
            INSERT INTO enrolment_move (enrolment_id, to_version, campaign_id)
            SELECT id, :to, campaign_id FROM enrolment
             WHERE campaign_id = :campaign AND finished_at IS NULL AND version <> :to
            """)
        .param("to", toVersion)
        .param("campaign", campaign.value())
        .update();
  }

  @Override
  public List<Move> take(int limit, Instant triedBefore, Instant realNow) {
    return jdbc.sql(
            """
            UPDATE enrolment_move m SET tried_at = :now
              FROM (SELECT enrolment_id, to_version FROM enrolment_move
                     WHERE state = 'PENDING' AND (tried_at IS NULL OR tried_at < :before)
                     ORDER BY tried_at NULLS FIRST LIMIT :limit
                     FOR NO KEY UPDATE SKIP LOCKED) next
             WHERE m.enrolment_id = next.enrolment_id AND m.to_version = next.to_version
            RETURNING m.enrolment_id, m.campaign_id, m.to_version
            """)
        .param("now", Timestamp.from(realNow))
        .param("before", Timestamp.from(triedBefore))
        .param("limit", limit)
        .query(
            (row, number) ->
                new Move(
                    new EnrolmentId(row.getObject("enrolment_id", UUID.class)),
                    new CampaignId(row.getObject("campaign_id", UUID.class)),
                    row.getInt("to_version")))
        .list();
  }

  @Override
  public int refused(Move move, String why) {
    return jdbc.sql(
            """
            UPDATE enrolment_move SET tries = tries + 1, reason = :why
             WHERE enrolment_id = :enrolment AND to_version = :to
            RETURNING tries
            """)
        .param("why", why)
        .param("enrolment", move.enrolment().value())
        .param("to", move.toVersion())
        .query(Integer.class)
        .single();
  }

  @Override
  public Optional<String> step(EnrolmentId enrolment) {
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
  public boolean moved(EnrolmentId enrolment, int toVersion, Instant now) {
    return jdbc.sql(
                """
                WITH moved AS (
                  UPDATE enrolment SET version = :to
                   WHERE id = :enrolment AND finished_at IS NULL
                  RETURNING id, campaign_id, hcp_id)
                INSERT INTO enrolment_history
                       (enrolment_id, campaign_id, hcp_id, at, kind, what, reason)
                SELECT id, campaign_id, hcp_id, :now, 'EVENT', 'MOVED', 'PLAN_CHANGED' FROM moved
                """)
            .param("to", toVersion)
            .param("enrolment", enrolment.value())
            .param("now", Timestamp.from(now))
            .update()
        == 1;
  }

  @Override
  public void settle(Move move, State state, String reason, Instant now) {
    jdbc.sql(
            """
            UPDATE enrolment_move SET state = :state, reason = nullif(:reason, ''), settled_at = :now
             WHERE enrolment_id = :enrolment AND to_version = :to AND state = 'PENDING'
            """)
        .param("state", state.name())
        .param("reason", reason)
        .param("now", Timestamp.from(now))
        .param("enrolment", move.enrolment().value())
        .param("to", move.toVersion())
        .update();
  }

  @Override
  public Map<State, Long> progress(CampaignId campaign, int toVersion) {
    Map<State, Long> progress = new EnumMap<>(State.class);
    jdbc.sql(
            """
            SELECT state, count(*) AS hcps FROM enrolment_move
             WHERE campaign_id = :campaign AND to_version = :to GROUP BY state
            """)
        .param("campaign", campaign.value())
        .param("to", toVersion)
        .query(
            (RowCallbackHandler)
                row -> progress.put(State.valueOf(row.getString("state")), row.getLong("hcps")));
    return progress;
  }

  @Override
  public List<Refused> refused(CampaignId campaign, int toVersion, int limit) {
    return jdbc.sql(
            """
            SELECT m.enrolment_id, e.hcp_id, m.reason FROM enrolment_move m
              JOIN enrolment e ON e.id = m.enrolment_id
             WHERE m.campaign_id = :campaign AND m.to_version = :to AND m.state = 'REFUSED'
             ORDER BY m.settled_at, m.enrolment_id LIMIT :limit
            """)
        .param("campaign", campaign.value())
        .param("to", toVersion)
        .param("limit", limit)
        .query(
            (row, number) ->
                new Refused(
                    new EnrolmentId(row.getObject("enrolment_id", UUID.class)),
                    row.getObject("hcp_id", UUID.class),
                    String.valueOf(row.getString("reason"))))
        .list();
  }

  @Override
  public int again(CampaignId campaign, int toVersion) {
    return jdbc.sql(
            """
            UPDATE enrolment_move
               SET state = 'PENDING', settled_at = NULL, tries = 0, tried_at = NULL
             WHERE campaign_id = :campaign AND to_version = :to AND state = 'REFUSED'
            """)
        .param("campaign", campaign.value())
        .param("to", toVersion)
        .update();
  }
}
