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
    int written =
        jdbc.sql(
                """
                insert into kill_switch (scope, key, why, actor, at)
                values (:scope, :key, :why, :actor, :at) on conflict do nothing
                """)
            .param("scope", scope.name())
            .param("key", key)
            .param("why", why)
            .param("actor", actor.id())
            .param("at", Timestamp.from(clock.instant()))
            .update();
    if (written == 1) {
      audit.append(
          new AuditEvent(AGGREGATE, scope + ":" + key, "engaged", actor, Map.of("why", why)));
    }
  }

  @Override
  @Transactional
  public void release(Scope scope, String key, String why, Actor actor) {
    int removed =
        jdbc.sql("delete from kill_switch where scope = :scope and key = :key")
            .param("scope", scope.name())
            .param("key", key)
            .update();
    if (removed == 1) {
      audit.append(
          new AuditEvent(AGGREGATE, scope + ":" + key, "released", actor, Map.of("why", why)));
    }
  }

  @Override
  @Transactional
  public void barrier() {
    locks.xactExclusive(LOCKS, "all");
  }

  @Override
  public List<Switch> engaged() {
    return jdbc.sql("select * from kill_switch order by scope, key")
        .query((row, _) -> read(row))
        .list();
  }

  @Override
  public List<Switch> engaged(UUID campaign) {
    return jdbc.sql(
            """
            select * from kill_switch where scope <> 'CAMPAIGN' or key = :campaign
            order by scope, key
            """)
        .param("campaign", campaign.toString())
        .query((row, _) -> read(row))
        .list();
  }

  private static Switch read(ResultSet row) throws SQLException {
    return new Switch(
        Scope.valueOf(row.getString("scope")),
        row.getString("key"),
        row.getString("why"),
        row.getString("actor"),
        row.getTimestamp("at").toInstant());
  }
}
