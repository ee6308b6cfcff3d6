package io.medley.workflows.engine;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Lets a service that stops finish the jobs it has and take no other. The starter closes its
 * workers, and then the client with whatever still runs: each job in hand would be broken off and
 * come back only when the engine's hold on it is over. Stops right after the starter's workers are
 * closed, before the client is.
 */
final class FinishingJobs implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(FinishingJobs.class);

  private static final Duration LOOK = Duration.ofMillis(20);

  private final JobCalls calls;
  private final JobThreads threads;
  private final Duration patience;
  private volatile boolean running;

  FinishingJobs(JobCalls calls, JobThreads threads, Duration patience) {
    this.calls = calls;
    this.threads = threads;
    this.patience = patience;
  }

  @Override
  public void start() {
    calls.ask();
    running = true;
  }

  @Override
  public void stop() {
    calls.stopAsking();
    long end = System.nanoTime() + patience.toNanos();
    while (threads.running() > 0 || calls.outcomesUnderWay() > 0) {
      if (System.nanoTime() - end > 0) {
        LOG.warn(
            "{} jobs were not finished within {} and will run again when the engine's hold on them is over",
            Math.max(threads.running(), calls.outcomesUnderWay()),
            patience);
        break;
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** The starter's workers open and close in the last phase; this follows them. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 1;
  }
}
