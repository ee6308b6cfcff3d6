package io.medley.platform.outbox;

import io.medley.platform.jdbc.AdvisoryLocks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Gives committed messages their position. One at a time through a lock that is released only after
 * its holder's commit can be seen, so positions appear in rising order and are never reused.
 */
final class OutboxSequencer {

  /** Wakes whoever waits for news. */
  static final String CHANNEL = "medley_position";

  private static final int BATCH = 2_000;

  private final JdbcClient jdbc;
  private final AdvisoryLocks locks;
  private final TransactionOperations transactions;

  OutboxSequencer(JdbcClient jdbc, AdvisoryLocks locks, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.locks = locks;
    this.transactions = transactions;
  }

  /** Positions what has committed so far; returns how many messages that were. */
  int run() {
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
              locks.xactExclusive("sequencer", "outbox");
              int positioned =
                  jdbc.sql(
                          """
                          with newest as (
                            select coalesce(max(position), 0) as position from outbox_message),
                          next as (
                            select row_id, row_number() over (order by row_id) as place from (
                              select row_id from outbox_message where position is null
                              order by row_id limit :batch) as unpositioned)
                          update outbox_message m set position = newest.position + next.place
                          from newest, next where m.row_id = next.row_id
                          """)
                      .param("batch", BATCH)
                      .update();
              if (positioned > 0) {
                jdbc.sql("select pg_notify('" + CHANNEL + "', '')").query().singleRow();
              }
              return positioned;
            });
    return count == null ? 0 : count;
  }
}
