package io.medley.campaign.touch.jdbc;

import io.medley.campaign.touch.Holdouts;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Shares held out, in PostgreSQL. */
@Repository
class JdbcHoldouts implements Holdouts {

  private final JdbcClient jdbc;
  private final AuditTrail audit;
  private final Clock clock;

  JdbcHoldouts(JdbcClient jdbc, AuditTrail audit, Clock clock) {
    this.jdbc = jdbc;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public int share(Scope scope, String key) {
    return jdbc.sql("select per_ten_thousand from holdout where scope = :scope and key = :key")
        .param("scope", scope.name())
        .param("key", key)
        .query(Integer.class)
        .optional()
        .orElse(0);
  }

  @Override
  @Transactional
  public void set(Scope scope, String key, int perTenThousand, Actor actor) {
    set(scope, key, perTenThousand, "", actor);
  }

  @Override
  @Transactional
  public void set(Scope scope, String key, int perTenThousand, String reason, Actor actor) {
    Timestamp now = Timestamp.from(clock.instant());
    int before = share(scope, key);
    jdbc.sql(
            """
            insert into holdout (scope, key, per_ten_thousand, actor, at)
            values (:scope, :key, :share, :actor, :at)
            on conflict (scope, key) do update set
              per_ten_thousand = excluded.per_ten_thousand, actor = excluded.actor, at = excluded.at
            """)
        .param("scope", scope.name())
        .param("key", key)
        .param("share", perTenThousand)
        .param("actor", actor.id())
        .param("at", now)
        .update();
    jdbc.sql(
            """
            insert into holdout_change (scope, key, before, after, reason, actor, at)
            values (:scope, :key, :before, :after, :reason, :actor, :at)
            """)
        .param("scope", scope.name())
        .param("key", key)
        .param("before", before)
        .param("after", perTenThousand)
        .param("reason", reason)
        .param("actor", actor.id())
        .param("at", now)
        .update();
    audit.append(
        new AuditEvent(
            "holdout",
            scope + ":" + key,
            "set",
            actor,
            Map.of("before", before, "perTenThousand", perTenThousand, "reason", reason)));
  }
}
