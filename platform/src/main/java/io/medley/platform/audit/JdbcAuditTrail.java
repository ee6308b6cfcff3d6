package io.medley.platform.audit;

import io.medley.platform.jdbc.AdvisoryLocks;
import io.medley.platform.signing.CanonicalJson;
import io.medley.platform.signing.Sealer;
import io.medley.platform.time.RealTime;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

final class JdbcAuditTrail implements AuditTrail {

  /**
   * Both statements travel together, and each sees what was committed before it began: the second
   * begins when the lock is held, so it sees what the last holder wrote.
   */
  private static final String LOCKED_TAIL =
      """
      select pg_advisory_xact_lock(?);
      select sequence, hash from audit_entry
      where aggregate_type = ? and aggregate_id = ?
      order by sequence desc limit 1
      """;

  private static final String ADD =
      """
      with added as (
        insert into audit_entry (aggregate_type, aggregate_id, sequence, action, actor, facts,
          at, recorded_at, previous_hash, hash, key_id, seal)
        values (?, ?, ?, ?, cast(? as json), cast(? as json), ?, ?, ?, ?, ?, ?)
        returning id)
      insert into audit_unpositioned (entry_id) select id from added
      """;

  /** In one order for everybody; the tails are read by a statement that begins afterwards. */
  private static final String LOCK_ALL =
      """
      select pg_advisory_xact_lock(key) from (
        select distinct key from unnest(?::bigint[]) as key order by key) as ordered
      """;

  private static final String TAILS =
      """
      select chain.type, chain.id, tail.sequence, tail.hash
      from unnest(?::text[], ?::text[]) as chain (type, id)
      cross join lateral (
        select sequence, hash from audit_entry
        where aggregate_type = chain.type and aggregate_id = chain.id
        order by sequence desc limit 1) as tail
      """;

  private static final Tail NONE = new Tail(0, AuditEntry.FIRST);

  private final JdbcOperations jdbc;
  private final Clock clock;
  private final RealTime realTime;
  private final Sealer sealer;
  private final AuditJournal journal;

  JdbcAuditTrail(
      JdbcOperations jdbc, Clock clock, RealTime realTime, Sealer sealer, AuditJournal journal) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.realTime = realTime;
    this.sealer = sealer;
    this.journal = journal;
  }

  private record Tail(long sequence, String hash) {}

  @Override
  public void append(AuditEvent event) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("An audit entry belongs to the transaction it describes");
    }
    AuditEntry entry = next(event, lockedTail(event.aggregateType(), event.aggregateId()));
    jdbc.update(ADD, columns(entry));
    journalOnCommit(List.of(entry));
  }

  @Override
  public void appendAll(List<AuditEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("An audit entry belongs to the transaction it describes");
    }
    Map<Chain, Tail> tails = lockedTails(events.stream().map(Chain::of).distinct().toList());
    List<AuditEntry> entries = new ArrayList<>(events.size());
    for (AuditEvent event : events) {
      AuditEntry entry = next(event, tails.getOrDefault(Chain.of(event), NONE));
      tails.put(Chain.of(event), new Tail(entry.sequence(), entry.hash()));
      entries.add(entry);
    }
    jdbc.batchUpdate(ADD, entries.stream().map(JdbcAuditTrail::columns).toList());
    journalOnCommit(List.copyOf(entries));
  }

  private record Chain(String type, String id) {
    static Chain of(AuditEvent event) {
      return new Chain(event.aggregateType(), event.aggregateId());
    }
  }

  private AuditEntry next(AuditEvent event, Tail tail) {
    return AuditEntry.chained(
            event.aggregateType(),
            event.aggregateId(),
            tail.sequence() + 1,
            event.action(),
            CanonicalJson.text(event.actor()),
            CanonicalJson.text(event.facts()),
            micros(clock.instant()),
            micros(realTime.now()),
            tail.hash())
        .sealed(sealer);
  }

  private static Object[] columns(AuditEntry entry) {
    return new Object[] {
      entry.aggregateType(),
      entry.aggregateId(),
      entry.sequence(),
      entry.action(),
      entry.actor(),
      entry.facts(),
      entry.at().atOffset(ZoneOffset.UTC),
      entry.recordedAt().atOffset(ZoneOffset.UTC),
      entry.previousHash(),
      entry.hash(),
      Objects.requireNonNull(entry.keyId()),
      Objects.requireNonNull(entry.seal())
    };
  }

  private void journalOnCommit(List<AuditEntry> entries) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            entries.forEach(journal::committed);
          }
        });
  }

  private Map<Chain, Tail> lockedTails(List<Chain> chains) {
    String[] types = chains.stream().map(Chain::type).toArray(String[]::new);
    String[] ids = chains.stream().map(Chain::id).toArray(String[]::new);
    Long[] keys =
        chains.stream()
            .map(chain -> AdvisoryLocks.key("audit", chain.type() + "/" + chain.id()))
            .toArray(Long[]::new);
    jdbc.query(LOCK_ALL, (ResultSet row) -> {}, (Object) keys);
    Map<Chain, Tail> tails = new HashMap<>();
    jdbc.query(
        TAILS,
        (ResultSet row) -> {
          tails.put(
              new Chain(row.getString(1), row.getString(2)),
              new Tail(row.getLong(3), row.getString(4)));
        },
        types,
        ids);
    return tails;
  }

  private Tail lockedTail(String type, String id) {
    PreparedStatementCallback<Tail> read =
        statement -> {
          statement.setLong(1, AdvisoryLocks.key("audit", type + "/" + id));
          statement.setString(2, type);
          statement.setString(3, id);
          return tail(statement);
        };
    return Objects.requireNonNull(jdbc.execute(LOCKED_TAIL, read));
  }

  private static Tail tail(PreparedStatement statement) throws SQLException {
    statement.execute();
    statement.getMoreResults();
    try (ResultSet row = statement.getResultSet()) {
      return row.next() ? new Tail(row.getLong(1), row.getString(2)) : NONE;
    }
  }

  /** PostgreSQL keeps microseconds; what is hashed must be what is stored. */
  private static Instant micros(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }
}
