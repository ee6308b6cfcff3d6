package io.medley.campaign.channel;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One provider's bulkhead: a slow provider holds up its own channel and nothing else. Each message
 * is handed over on a virtual thread of its own, which is stopped when the time-out is over.
 */
public final class ProviderPool implements AutoCloseable {

  private final Duration timeout;
  private final Semaphore places;
  private final ExecutorService senders;

  /**
   * A pool.
   *
   * @param name names its threads
   * @param places messages that may be under way at once
   * @param timeout longest time for one message; real time
   */
  public ProviderPool(String name, int places, Duration timeout) {
    this.timeout = timeout;
    this.places = new Semaphore(places, true);
    this.senders =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name + "-", 0).factory());
  }

  /** Hands one message over; silent if it did not end in time, whatever came of it. */
  public Receipt hand(Callable<Receipt> handing) {
    Future<Receipt> under = senders.submit(handing);
    try {
      return under.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      // An interrupted virtual thread loses its socket: the conversation cannot go on behind us.
      under.cancel(true);
      return new Receipt.Silent("no end within " + timeout);
    } catch (InterruptedException stopping) {
      under.cancel(true);
      Thread.currentThread().interrupt();
      return new Receipt.Silent("interrupted");
    } catch (ExecutionException unforeseen) {
      return new Receipt.Silent("unforeseen: " + unforeseen.getCause());
    }
  }

  /**
   * Takes a place.
   *
   * @param patience how long to wait for one, real time
   * @return empty if none became free
   */
  public Optional<Channel.Place> takePlace(Duration patience) {
    try {
      if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    AtomicBoolean taken = new AtomicBoolean(true);
    return Optional.of(
        () -> {
          if (taken.getAndSet(false)) {
            places.release();
          }
        });
  }

  @Override
  public void close() {
    senders.shutdown();
  }
}
