package io.medley.workflows.engine;

import io.medley.platform.time.RealTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Compares a domain's rows with what the engine did of them: what was asked and did not happen is
 * asked again. Asking twice is harmless, so several instances may do it side by side. Every row has
 * a transaction of its own, and one that fails keeps none of the others waiting.
 */
public final class Reconciling {

  private static final Logger LOG = LoggerFactory.getLogger(Reconciling.class);

  /** How long the engine is given before it is asked again. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int AT_ONCE = 100;

  private final Clock clock;
  private final RealTime realTime;
  private final TransactionOperations transactions;

  /** Over the services' clocks and their database. */
  public Reconciling(Clock clock, RealTime realTime, TransactionOperations transactions) {
    this.clock = clock;
    this.realTime = realTime;
    this.transactions = transactions;
  }

  /** Rows on which nothing has happened. */
  @FunctionalInterface
  public interface Overdue<T> {

    /** Rows whose last request lies before an instant, the oldest first, so many at most. */
    List<T> before(Instant instant, int limit);
  }

  /**
   * Asks again for what the engine was asked and has not done within {@link #PATIENCE} of real
   * time.
   *
   * @param again asks for one row, in a transaction, and keeps the given real time as that of the
   *     request
   */
  public <T> void askAgain(Overdue<T> overdue, BiConsumer<T, Instant> again) {
    Instant now = realTime.now();
    each(overdue.before(now.minus(PATIENCE), AT_ONCE), row -> again.accept(row, now));
  }

  /**
   * Follows instances that ended before their work was done: somebody cancelled them in the engine,
   * or the engine lost them. They ended at business time.
   *
   * @param next locks the row, looks again whether its work is undone, and starts the next attempt,
   *     all in one transaction; it is given the real time of that request
   */
  public <T> void followEnded(Overdue<T> ended, BiConsumer<T, Instant> next) {
    Instant now = realTime.now();
    each(ended.before(clock.instant().minus(PATIENCE), AT_ONCE), row -> next.accept(row, now));
  }

  private <T> void each(List<T> rows, Consumer<T> act) {
    for (T row : rows) {
      try {
        transactions.executeWithoutResult(status -> act.accept(row));
      } catch (RuntimeException failure) {
        LOG.warn("Could not be reconciled with the engine and is tried again: {}", row, failure);
      }
    }
  }
}
