package io.medley.campaign.touch.jdbc;

import io.medley.campaign.touch.GateSettings;
import io.medley.campaign.touch.Holdouts;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Shares held out, in PostgreSQL. */
@Repository
class JdbcHoldouts implements Holdouts {

  /** What counts at an instant of a row: a share set ahead leaves the one before it until then. */
  private static final String COUNTS =
      "case when counts_from <= :now then per_ten_thousand else before end";

  private final JdbcClient jdbc;
  private final AuditTrail audit;
  private final Clock clock;
  private final int installedWith;

  JdbcHoldouts(JdbcClient jdbc, AuditTrail audit, Clock clock, GateSettings settings) {
    this.jdbc = jdbc;
    this.audit = audit;
    this.clock = clock;
    this.installedWith = settings.holdoutPerTenThousand();
  }

  @Override
  public Shares shares(String brandId, UUID campaignId) {
    Map<Scope, Integer> known = new EnumMap<>(Scope.class);
    jdbc.sql(
            """
            select scope, %s as share from holdout
            where (scope, key) in (('EVERYTHING', '*'), ('BRAND', :brand), ('CAMPAIGN', :campaign))
            """
                .formatted(COUNTS))
        .param("now", Timestamp.from(clock.instant()))
        .param("brand", brandId)
        .param("campaign", campaignId.toString())
        .query(
            (RowCallbackHandler)
                row -> known.put(Scope.valueOf(row.getString("scope")), row.getInt("share")));
    return new Shares(
        known.getOrDefault(Scope.EVERYTHING, installedWith),
        known.getOrDefault(Scope.BRAND, 0),
        known.getOrDefault(Scope.CAMPAIGN, 0));
  }

  @Override
  public int share(Scope scope, String key) {
    return jdbc.sql("select %s from holdout where scope = :scope and key = :key".formatted(COUNTS))
        .param("now", Timestamp.from(clock.instant()))
        .param("scope", scope.name())
        .param("key", key)
        .query(Integer.class)
        .optional()
        .orElse(scope == Scope.EVERYTHING ? installedWith : 0);
  }

  @Override
  @Transactional
  public void set(Scope scope, String key, int perTenThousand, Actor actor) {
    set(scope, key, perTenThousand, "", actor);
  }

  @Override
  @Transactional
  public void set(Scope scope, String key, int perTenThousand, String reason, Actor actor) {
    Instant now = clock.instant();
    set(scope, key, perTenThousand, now, reason, null, actor, now);
  }

  @Override
  @Transactional
  public void setEverything(
      int perTenThousand, Instant countsFrom, String reason, String askedBy, Actor actor) {
    set(
        Scope.EVERYTHING,
        EVERYTHING,
        perTenThousand,
        countsFrom,
        reason,
        askedBy,
        actor,
        clock.instant());
  }

  private void set(
      Scope scope,
      String key,
      int perTenThousand,
      Instant countsFrom,
      String reason,
      @Nullable String askedBy,
      Actor actor,
      Instant now) {
    int before = share(scope, key);
    jdbc.sql(
            """
            insert into holdout (scope, key, per_ten_thousand, before, counts_from, actor, at)
            values (:scope, :key, :share, :before, :from, :actor, :at)
            on conflict (scope, key) do update set
              per_ten_thousand = excluded.per_ten_thousand, before = excluded.before,
              counts_from = excluded.counts_from, actor = excluded.actor, at = excluded.at
            """)
        .param("scope", scope.name())
        .param("key", key)
        .param("share", perTenThousand)
        .param("before", before)
        .param("from", Timestamp.from(countsFrom))
        .param("actor", actor.id())
        .param("at", Timestamp.from(now))
        .update();
    jdbc.sql(
            """
            insert into holdout_change (scope, key, before, after, reason, asked_by, counts_from,
                                        actor, at)
            values (:scope, :key, :before, :after, :reason, :asked, :from, :actor, :at)
            """)
        .param("scope", scope.name())
        .param("key", key)
        .param("before", before)
        .param("after", perTenThousand)
        .param("reason", reason)
        .param("asked", askedBy)
        .param("from", Timestamp.from(countsFrom))
        .param("actor", actor.id())
        .param("at", Timestamp.from(now))
        .update();
    Map<String, Object> facts = new HashMap<>();
    facts.put("before", before);
    facts.put("perTenThousand", perTenThousand);
    facts.put("reason", reason);
    if (askedBy != null) {
      facts.put("askedBy", askedBy);
      facts.put("countsFrom", countsFrom.toString());
    }
    audit.append(new AuditEvent("holdout", scope + ":" + key, "set", actor, facts));
  }
}
