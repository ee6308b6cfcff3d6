package io.medley.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Drives something from several threads at once for a while. */
public final class Load {

  private Load() {}

  /** One thing to do over and over; every thread has one of its own. */
  @FunctionalInterface
  public interface Work {
    void once() throws Exception;
  }

  /** Makes a thread its work. */
  @FunctionalInterface
  public interface Worker {
    Work open() throws Exception;
  }

  /**
   * What came of it.
   *
   * @param perSecond how often the thing was done
   * @param millis how long each took
   */
  public record Result(double perSecond, List<Double> millis) {
    public Result {
      millis = List.copyOf(millis);
    }
  }

  /** Does it for that long from so many threads; a failure of any fails the whole. */
  public static Result run(int threads, Duration time, Worker worker) throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      long begin = System.nanoTime();
      long end = begin + time.toNanos();
      List<Future<List<Double>>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(
            pool.submit(
                () -> {
                  List<Double> millis = new ArrayList<>();
                  Work work = worker.open();
                  for (long now = System.nanoTime(); now < end; ) {
                    work.once();
                    long after = System.nanoTime();
                    millis.add((after - now) / 1e6);
                    now = after;
                  }
                  return millis;
                }));
      }
      List<Double> all = new ArrayList<>();
      for (Future<List<Double>> one : running) {
        all.addAll(one.get());
      }
      return new Result(all.size() / ((System.nanoTime() - begin) / 1e9), all);
    }
  }
}
