package io.medley.workflows.engine;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs every job on a virtual thread of its own and knows how many run. */
final class JobThreads extends AbstractExecutorService {

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("job-", 0).factory());
  private final AtomicInteger running = new AtomicInteger();

  /** How many jobs run. */
  int running() {
    return running.get();
  }

  @Override
  public void execute(Runnable job) {
    running.incrementAndGet();
    try {
      threads.execute(
          () -> {
            try {
              job.run();
            } finally {
              running.decrementAndGet();
            }
          });
    } catch (RejectedExecutionException stopped) {
      running.decrementAndGet();
      throw stopped;
    }
  }

  @Override
  public void shutdown() {
    threads.shutdown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    return threads.shutdownNow();
  }

  @Override
  public boolean isShutdown() {
    return threads.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return threads.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return threads.awaitTermination(timeout, unit);
  }
}
