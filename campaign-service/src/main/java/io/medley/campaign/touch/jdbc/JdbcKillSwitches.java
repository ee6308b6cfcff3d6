package io.medley.campaign.touch.jdbc;

import io.medley.campaign.touch.KillSwitches;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.jdbc.AdvisoryLocks;
import io.medley.platform.security.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Kill switches in PostgreSQL. */
@Repository
class JdbcKillSwitches implements KillSwitches {

  private static final String AGGREGATE = "kill-switch";

  /** The switches that may concern a campaign. */
  static final String MAY_CONCERN =
      """
      select * from kill_switch where scope <> 'CAMPAIGN' or key = :campaign
      order by kind desc, scope, key
      """;

  private final JdbcClient jdbc;
  private final AuditTrail audit;
  private final AdvisoryLocks locks;
  private final Clock clock;

  JdbcKillSwitches(JdbcClient jdbc, AuditTrail audit, AdvisoryLocks locks, Clock clock) {
    this.jdbc = jdbc;
    this.locks = locks;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  @Transactional
  public void engage(Scope scope, String key, String why, Actor actor) {
    engage(scope, key, Kind.PAUSE, why, actor);
  }

  @Override
  @Transactional
  public void release(Scope scope, String key, String why, Actor actor) {
    release(scope, key, Kind.PAUSE, why, actor);
  }

  @Override
  @Transactional
  public void engage(Scope scope, String key, Kind kind, String why, Actor actor) {
    int written =
        jdbc.sql(
                """
                insert into kill_switch (scope, key, kind, why, actor, at)
                values (:scope, :key, :kind, :why, :actor, :at) on conflict do nothing
                """)
            .param("kind", kind.name())
            .param("scope", scope.name())
            .param("key", key)
            .param("why", why)
            .param("actor", actor.id())
            .param("at", Timestamp.from(clock.instant()))
            .update();
    if (written == 1) {
      jdbc.sql(
              """
              insert into pause_span (scope, key, kind, began)
              values (:scope, :key, :kind, :at) on conflict do nothing
              """)
          .param("scope", scope.name())
          .param("key", key)
          .param("kind", kind.name())
          .param("at", Timestamp.from(clock.instant()))
          .update();
      audit.append(
          new AuditEvent(
              AGGREGATE,
              scope + ":" + key,
              "engaged",
              actor,
              Map.of("why", why, "kind", kind.name())));
    }
  }

  @Override
  @Transactional
  public void release(Scope scope, String key, Kind kind, String why, Actor actor) {
    int removed =
        jdbc.sql("delete from kill_switch where scope = :scope and key = :key and kind = :kind")
            .param("kind", kind.name())
            .param("scope", scope.name())
            .param("key", key)
            .update();
    if (removed == 1) {
      jdbc.sql(
              """
              update pause_span set ended = :at
              where scope = :scope and key = :key and kind = :kind and ended is null
              """)
          .param("scope", scope.name())
          .param("key", key)
          .param("kind", kind.name())
          .param("at", Timestamp.from(clock.instant()))
          .update();
      audit.append(
          new AuditEvent(
              AGGREGATE,
              scope + ":" + key,
              "released",
              actor,
              Map.of("why", why, "kind", kind.name())));
    }
  }

  @Override
  @Transactional
  public void barrier() {
    locks.xactExclusive(LOCKS, LOCK);
  }

  @Override
  public List<Span> spans(Instant since) {
    return jdbc.sql(
            """
            select scope, key, began, ended from pause_span
            where ended is null or ended > :since order by began
            """)
        .param("since", Timestamp.from(since))
        .query(
            (rs, n) -> {
              Timestamp ended = rs.getTimestamp("ended");
              return new Span(
                  Scope.valueOf(rs.getString("scope")),
                  rs.getString("key"),
                  rs.getTimestamp("began").toInstant(),
                  ended == null ? null : ended.toInstant());
            })
        .list();
  }

  @Override
  public List<Switch> engaged() {
    return jdbc.sql("select * from kill_switch order by kind desc, scope, key")
        .query(JdbcKillSwitches::read)
        .list();
  }

  @Override
  public List<Switch> engaged(UUID campaign) {
    return jdbc.sql(MAY_CONCERN)
        .param("campaign", campaign.toString())
        .query(JdbcKillSwitches::read)
        .list();
  }

  static Switch read(ResultSet row, int number) throws SQLException {
    return new Switch(
        Scope.valueOf(row.getString("scope")),
        row.getString("key"),
        row.getString("why"),
        row.getString("actor"),
        row.getTimestamp("at").toInstant(),
        Kind.valueOf(row.getString("kind")));
  }
}
