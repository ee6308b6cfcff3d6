package io.medley.platform.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

final class JdbcNotifications implements Notifications {

  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcNotifications(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public int waiting(String person) {
    return jdbc.sql(
            """
            select count(*) from notification
            where person = :person and read_at is null and settled_at is null
            """)
        .param("person", person)
        .query(Integer.class)
        .single();
  }

  @Override
  public List<Notification> of(
      String person, boolean waitingOnly, @Nullable Instant before, int limit) {
    return jdbc.sql(
            """
            select * from notification
            where person = :person
              and (not :waitingOnly or (read_at is null and settled_at is null))
              and (cast(:before as timestamptz) is null or told_at < :before)
            order by told_at desc, id limit :limit
            """)
        .param("person", person)
        .param("waitingOnly", waitingOnly)
        .param("before", before == null ? null : before.atOffset(ZoneOffset.UTC))
        .param("limit", limit)
        .query(JdbcNotifications::row)
        .list();
  }

  @Override
  public Optional<Notification> find(UUID id) {
    return jdbc.sql("select * from notification where id = :id")
        .param("id", id)
        .query(JdbcNotifications::row)
        .optional();
  }

  @Override
  public void read(UUID id, String person) {
    jdbc.sql(
            """
            update notification set read_at = :at
            where id = :id and person = :person and read_at is null
            """)
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .param("id", id)
        .param("person", person)
        .update();
  }

  @Override
  public void readAll(String person) {
    jdbc.sql("update notification set read_at = :at where person = :person and read_at is null")
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .param("person", person)
        .update();
  }

  static Notification row(ResultSet row, int number) throws SQLException {
    return new Notification(
        row.getObject("id", UUID.class),
        row.getString("person"),
        NotificationKind.valueOf(row.getString("kind")),
        new Notice.Subject(row.getString("subject"), row.getString("title")),
        row.getString("message"),
        row.getString("link"),
        instant(row, "due_at"),
        row.getObject("told_at", OffsetDateTime.class).toInstant(),
        instant(row, "read_at"),
        instant(row, "settled_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
