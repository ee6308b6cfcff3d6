package io.medley.local.supervisor;

import io.medley.local.LocalServer;
import io.medley.local.ServerDidNotStart;
import io.medley.local.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A service that is started again whenever its process ends by itself, as a cluster would do it:
 * after one second, and after twice as long each time it does not last a minute.
 */
final class KeptService implements LocalServer {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration STEADY = Duration.ofMinutes(1);

  private final Supplier<ServiceProcess> start;
  private final Thread keeper;
  private volatile ServiceProcess process;
  private volatile boolean closed;

  private KeptService(Supplier<ServiceProcess> start) {
    this.start = start;
    this.process = start.get();
    this.keeper = Thread.ofVirtual().name("keep-" + process.name()).unstarted(this::keep);
  }

  /**
   * Starts the service and returns when it is ready.
   *
   * @throws ServerDidNotStart when it is not ready at the first attempt; later ones are repeated
   */
  static KeptService start(Supplier<ServiceProcess> start) {
    KeptService service = new KeptService(start);
    service.keeper.start();
    return service;
  }

  private void keep() {
    Duration pause = FIRST_PAUSE;
    try {
      while (true) {
        long ready = System.nanoTime();
        int status = process.awaitEnd();
        if (closed) {
          return;
        }
        if (System.nanoTime() - ready > STEADY.toNanos()) {
          pause = FIRST_PAUSE;
        }
        System.err.println(
            name() + " ended with status " + status + " and is started again; see " + log());
        pause = startAgain(pause);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tries until it is ready; gives the pause before the next attempt. */
  private Duration startAgain(Duration pause) throws InterruptedException {
    Duration next = pause;
    while (true) {
      Thread.sleep(next);
      Duration twice = next.multipliedBy(2);
      next = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
      try {
        process = start.get();
        return next;
      } catch (ServerDidNotStart failure) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        System.err.println(failure.getMessage());
      }
    }
  }

  @Override
  public String name() {
    return process.name();
  }

  @Override
  public Path log() {
    return process.log();
  }

  @Override
  public boolean isRunning() {
    return process.isRunning();
  }

  @Override
  public void close() {
    closed = true;
    keeper.interrupt();
    try {
      keeper.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.close();
  }
}
