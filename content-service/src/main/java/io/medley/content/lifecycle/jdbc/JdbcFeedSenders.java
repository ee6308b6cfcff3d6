package io.medley.content.lifecycle.jdbc;

import static io.medley.content.lifecycle.jdbc.Columns.instant;
import static io.medley.content.lifecycle.jdbc.Columns.instantOrNull;
import static io.medley.content.lifecycle.jdbc.Columns.utc;

import io.medley.content.lifecycle.FeedSender;
import io.medley.content.lifecycle.FeedSenders;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcFeedSenders implements FeedSenders {

  private final JdbcClient jdbc;

  JdbcFeedSenders(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public FeedSender lock(String id, Instant now) {
    // A sender that never held a lease: one that ended when it was first seen.
    jdbc.sql(
            """
            insert into feed_sender (sender, passed, in_doubt, lease_until, last_seen_at) values (:id, 0, 0, :now, :now)
            on conflict (sender) do nothing
            """)
        .param("id", id)
        .param("now", utc(now))
        .update();
    return jdbc.sql("select * from feed_sender where sender = :id for update")
        .param("id", id)
        .query((rs, row) -> sender(rs))
        .single();
  }

  @Override
  public void save(FeedSender sender) {
    OffsetDateTime served =
        sender.servedAt() == null ? null : sender.servedAt().atOffset(ZoneOffset.UTC);
    jdbc.sql(
            """
            update feed_sender
            set passed = :passed, in_doubt = :inDoubt, lease_until = :lease, last_seen_at = :seen, served_position = :servedPosition,
              served_at = :servedAt
            where sender = :id
            """)
        .param("passed", sender.passed())
        .param("inDoubt", sender.inDoubt())
        .param("lease", utc(sender.leaseUntil()))
        .param("seen", utc(sender.lastSeenAt()))
        .param("servedPosition", sender.servedPosition())
        .param("servedAt", served)
        .param("id", sender.id())
        .update();
  }

  @Override
  public void served(String id, long position, Instant at) {
    jdbc.sql(
            """
            update feed_sender set served_position = :position, served_at = :at
            where sender = :id and served_position is null and passed < :position
            """)
        .param("position", position)
        .param("at", utc(at))
        .param("id", id)
        .update();
  }

  @Override
  public List<FeedSender> all() {
    return jdbc.sql("select * from feed_sender order by sender")
        .query((rs, row) -> sender(rs))
        .list();
  }

  private static FeedSender sender(ResultSet rs) throws SQLException {
    return new FeedSender(
        rs.getString("sender"),
        rs.getLong("passed"),
        rs.getInt("in_doubt"),
        instant(rs, "lease_until"),
        instant(rs, "last_seen_at"),
        rs.getObject("served_position", Long.class),
        instantOrNull(rs, "served_at"));
  }
}
