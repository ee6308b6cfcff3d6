package io.medley.campaign.touch.jdbc;

import io.medley.campaign.touch.DeadLetters;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Messages that were given up, in PostgreSQL. */
@Repository
class JdbcDeadLetters implements DeadLetters {

  private final JdbcClient jdbc;

  JdbcDeadLetters(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<DeadLetter> newest(int limit) {
    return jdbc.sql(
            """
            select s.send_key, s.hcp_id, h.pseudonym, s.campaign_id, s.channel, s.concluded_at,
                   s.attempts, t.why, s.trace_id, r.asked_by, r.asked_at, r.why as again_why,
                   r.outcome, r.reason, r.trace_id as again_trace, r.due_at, r.ended_at
            from send s
              join hcp h on h.id = s.hcp_id
              join touch_trace t on t.id = s.trace_id
              left join resend r on r.send_key = s.send_key
            where s.state = 'FAILED'
            order by r.ended_at is not null, s.concluded_at desc limit :limit
            """)
        .param("limit", limit)
        .query(
            (rs, n) ->
                new DeadLetter(
                    rs.getString("send_key"),
                    rs.getObject("hcp_id", UUID.class),
                    rs.getString("pseudonym"),
                    rs.getObject("campaign_id", UUID.class),
                    rs.getString("channel"),
                    rs.getTimestamp("concluded_at").toInstant(),
                    rs.getInt("attempts"),
                    rs.getString("why"),
                    rs.getObject("trace_id", UUID.class),
                    again(rs)))
        .list();
  }

  private static @Nullable Again again(ResultSet rs) throws SQLException {
    String by = rs.getString("asked_by");
    return by == null
        ? null
        : new Again(
            by,
            rs.getTimestamp("asked_at").toInstant(),
            rs.getString("again_why"),
            rs.getString("outcome"),
            rs.getString("reason"),
            rs.getObject("again_trace", UUID.class),
            rs.getTimestamp("ended_at") == null ? rs.getTimestamp("due_at").toInstant() : null);
  }

  @Override
  public Map<String, Long> waiting() {
    Map<String, Long> counts = new TreeMap<>();
    jdbc.sql(
            "select channel, count(*) as touches from waiting_touch where not ghost group by channel")
        .query(
            (RowCallbackHandler) rs -> counts.put(rs.getString("channel"), rs.getLong("touches")));
    return counts;
  }
}
