package io.medley.campaign.touch.jdbc;

import io.medley.campaign.touch.DeadLetters;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
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
                   s.attempts, t.why, s.trace_id
            from send s
              join hcp h on h.id = s.hcp_id
              join touch_trace t on t.id = s.trace_id
            where s.state = 'FAILED'
            order by s.concluded_at desc limit :limit
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
                    rs.getObject("trace_id", UUID.class)))
        .list();
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
