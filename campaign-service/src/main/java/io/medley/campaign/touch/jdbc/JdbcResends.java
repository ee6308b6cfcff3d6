package io.medley.campaign.touch.jdbc;

import io.medley.campaign.touch.Outcome;
import io.medley.campaign.touch.Resends;
import io.medley.campaign.touch.SendKey;
import io.medley.campaign.touch.TouchDecision;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Re-sends in PostgreSQL. */
@Repository
class JdbcResends implements Resends {

  private final JdbcClient jdbc;

  JdbcResends(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean add(Resend resend, String by, String why, Instant now) {
    return jdbc.sql(
                """
                insert into resend (send_key, resend_key, asked_by, why, asked_at, due_at)
                values (:key, :again, :by, :why, :now, :now) on conflict do nothing
                """)
            .param("key", resend.givenUp().toString())
            .param("again", resend.again().toString())
            .param("by", by)
            .param("why", why)
            .param("now", Timestamp.from(now))
            .update()
        == 1;
  }

  @Override
  public List<Resend> take(Instant now, Instant takenBefore, Instant realNow, int limit) {
    return jdbc.sql(
            """
            update resend r set taken_at = :realNow
            from (select send_key from resend
                  where ended_at is null and due_at <= :now
                    and (taken_at is null or taken_at < :before)
                  order by due_at limit :limit for no key update skip locked) due
            where r.send_key = due.send_key
            returning r.send_key, r.resend_key
            """)
        .param("realNow", Timestamp.from(realNow))
        .param("now", Timestamp.from(now))
        .param("before", Timestamp.from(takenBefore))
        .param("limit", limit)
        .query(
            (rs, n) ->
                new Resend(
                    SendKey.parse(rs.getString("send_key")),
                    SendKey.parse(rs.getString("resend_key"))))
        .list();
  }

  @Override
  public void answered(Resend resend, TouchDecision decision, Instant now) {
    Instant until = decision.heldUntil();
    jdbc.sql(
            """
            update resend
               set outcome = :outcome, reason = :reason, trace_id = :trace, taken_at = null,
                   due_at = coalesce(cast(:until as timestamptz), due_at),
                   ended_at = case when :outcome = :held then null else cast(:now as timestamptz) end
             where send_key = :key and ended_at is null
            """)
        .param("outcome", decision.outcome().name())
        .param("held", Outcome.HELD_UNTIL.name())
        .param("reason", decision.reason().name())
        .param("trace", decision.traceId())
        .param("until", until == null ? null : Timestamp.from(until))
        .param("now", Timestamp.from(now))
        .param("key", resend.givenUp().toString())
        .update();
  }

  @Override
  public List<SendKey> open(String channel, int limit) {
    return jdbc.sql(
            """
            select s.send_key from send s
            where s.state = 'FAILED' and s.channel = :channel
              and not exists (select from resend r where r.send_key = s.send_key)
            order by s.concluded_at desc limit :limit
            """)
        .param("channel", channel)
        .param("limit", limit)
        .query((rs, n) -> SendKey.parse(rs.getString(1)))
        .list();
  }
}
