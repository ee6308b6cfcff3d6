package io.medley.platform.outbox;

import io.medley.platform.jdbc.AdvisoryLocks;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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

  /** Positions what has committed so far; returns the topics of those messages. */
  Set<String> run() {
    Set<String> topics = new HashSet<>();
    List<String> positioned;
    do {
      positioned = batch();
      topics.addAll(positioned);
    } while (positioned.size() == BATCH);
    return topics;
  }

  private List<String> batch() {
    return Objects.requireNonNull(
        transactions.execute(
            status -> {
              locks.xactExclusive("sequencer", "outbox");
              List<String> positioned =
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
                          returning m.topic
                          """)
                      .param("batch", BATCH)
                      .query(String.class)
                      .list();
              if (!positioned.isEmpty()) {
                jdbc.sql("select pg_notify('" + CHANNEL + "', '')").query().singleRow();
              }
              return positioned;
            }));
  }
}
