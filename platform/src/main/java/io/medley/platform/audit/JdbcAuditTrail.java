package io.medley.platform.audit;

import io.medley.platform.jdbc.AdvisoryLocks;
import io.medley.platform.signing.CanonicalJson;
import io.medley.platform.time.RealTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

final class JdbcAuditTrail implements AuditTrail {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final JdbcClient jdbc;
  private final AdvisoryLocks locks;
  private final Clock clock;
  private final RealTime realTime;

  JdbcAuditTrail(JdbcClient jdbc, AdvisoryLocks locks, Clock clock, RealTime realTime) {
    this.jdbc = jdbc;
    this.locks = locks;
    this.clock = clock;
    this.realTime = realTime;
  }

  private record Tail(long sequence, String hash) {}

  @Override
  public void append(AuditEvent event) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("An audit entry belongs to the transaction it describes");
    }
    locks.xactExclusive("audit", event.aggregateType() + "/" + event.aggregateId());
    // A statement of its own after the lock: READ COMMITTED then sees what the last holder wrote.
    Optional<Tail> tail =
        jdbc.sql(
                """
                select sequence, hash from audit_entry
                where aggregate_type = :type and aggregate_id = :id
                order by sequence desc limit 1
                """)
            .param("type", event.aggregateType())
            .param("id", event.aggregateId())
            .query(Tail.class)
            .optional();
    AuditEntry entry =
        AuditEntry.chained(
            event.aggregateType(),
            event.aggregateId(),
            tail.map(Tail::sequence).orElse(0L) + 1,
            event.action(),
            MAPPER.valueToTree(event.actor()),
            MAPPER.valueToTree(new TreeMap<>(event.facts())),
            micros(clock.instant()),
            micros(realTime.now()),
            tail.map(Tail::hash).orElse(AuditEntry.FIRST));
    jdbc.sql(
            """
            with added as (
              insert into audit_entry (aggregate_type, aggregate_id, sequence, action, actor, facts,
                at, recorded_at, previous_hash, hash)
              values (:type, :id, :sequence, :action, :actor::json, :facts::json,
                :at, :recordedAt, :previous, :hash)
              returning id)
            insert into audit_unpositioned (entry_id) select id from added
            """)
        .param("type", entry.aggregateType())
        .param("id", entry.aggregateId())
        .param("sequence", entry.sequence())
        .param("action", entry.action())
        .param("actor", CanonicalJson.text(entry.actor()))
        .param("facts", CanonicalJson.text(entry.facts()))
        .param("at", entry.at().atOffset(ZoneOffset.UTC))
        .param("recordedAt", entry.recordedAt().atOffset(ZoneOffset.UTC))
        .param("previous", entry.previousHash())
        .param("hash", entry.hash())
        .update();
  }

  /** PostgreSQL keeps microseconds; what is hashed must be what is stored. */
  private static Instant micros(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }
}
