package io.medley.platform.outbox;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets threads of this process wait until positions were given anywhere. */
final class News {

  /** A lost notification costs at most this. */
  private static final long FALLBACK = TimeUnit.MILLISECONDS.toNanos(500);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long count;

  long count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  void announce() {
    lock.lock();
    try {
      count++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for an announcement after {@code seen}, but not longer than the fall-back interval.
   *
   * @return false if the thread was interrupted and the caller should give up
   */
  boolean await(long seen, long nanos) {
    lock.lock();
    try {
      long left = Math.min(nanos, FALLBACK);
      while (count == seen && left > 0) {
        left = changed.awaitNanos(left);
      }
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }
}
