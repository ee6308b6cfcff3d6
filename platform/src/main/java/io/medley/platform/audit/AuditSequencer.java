package io.medley.platform.audit;

import io.medley.platform.jdbc.AdvisoryLocks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Gives committed entries their place in the one order, without gaps. */
public final class AuditSequencer {

  private static final int BATCH = 5_000;

  private final JdbcClient jdbc;
  private final AdvisoryLocks locks;
  private final TransactionOperations transactions;

  AuditSequencer(JdbcClient jdbc, AdvisoryLocks locks, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.locks = locks;
    this.transactions = transactions;
  }

  /** Positions what has committed so far; returns how many entries that were. */
  public int run() {
    int total = 0;
    for (int count = batch(); ; count = batch()) {
      total += count;
      if (count < BATCH) {
        return total;
      }
    }
  }

  private int batch() {
    Integer count =
        transactions.execute(
            status -> {
              locks.xactExclusive("sequencer", "audit");
              return jdbc.sql(
                      """
                      with taken as (
                        delete from audit_unpositioned where entry_id in (
                          select entry_id from audit_unpositioned order by entry_id limit :batch)
                        returning entry_id),
                      newest as (select coalesce(max(position), 0) as position from audit_position)
                      insert into audit_position (position, entry_id)
                      select newest.position + row_number() over (order by taken.entry_id),
                        taken.entry_id
                      from taken, newest
                      """)
                  .param("batch", BATCH)
                  .update();
            });
    return count == null ? 0 : count;
  }
}
