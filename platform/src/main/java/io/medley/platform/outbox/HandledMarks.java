package io.medley.platform.outbox;

import io.medley.platform.time.RealTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Notes that messages were handled. Whoever comes while a note is being written joins the next one,
 * so under load one statement notes many; nobody waits for company.
 */
final class HandledMarks {

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final RealTime realTime;

  private Group next = new Group();
  private boolean writing;

  HandledMarks(JdbcClient jdbc, TransactionOperations transactions, RealTime realTime) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.realTime = realTime;
  }

  private static final class Group {
    private final List<Long> positions = new ArrayList<>();
    private final CompletableFuture<Void> written = new CompletableFuture<>();
  }

  /**
   * Returns once the note is written.
   *
   * @throws RuntimeException if it could not be; the messages count as not handled
   */
  void handled(List<Long> positions) {
    Group joined;
    boolean writer;
    synchronized (this) {
      joined = next;
      joined.positions.addAll(positions);
      writer = !writing;
      writing = true;
    }
    if (writer) {
      writeAll();
    }
    try {
      joined.written.join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failure;
    }
  }

  private void writeAll() {
    while (true) {
      Group group;
      synchronized (this) {
        group = next;
        if (group.positions.isEmpty()) {
          writing = false;
          return;
        }
        next = new Group();
      }
      try {
        write(group.positions);
        group.written.complete(null);
      } catch (Throwable failure) {
        group.written.completeExceptionally(failure);
      }
    }
  }

  /** Asynchronous commit: losing this note in a crash only means handling once more. */
  private void write(List<Long> positions) {
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql("set local synchronous_commit = off").update();
          jdbc.sql("update outbox_message set handled_at = :at where position = any (:positions)")
              .param("at", realTime.now().atOffset(ZoneOffset.UTC))
              .param("positions", positions.toArray(Long[]::new))
              .update();
        });
  }
}
