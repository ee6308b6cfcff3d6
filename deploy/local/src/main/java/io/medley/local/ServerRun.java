package io.medley.local;

import java.nio.file.Path;
import java.time.Duration;

/** What a server runs in, from its start until {@link #close()}. */
interface ServerRun {

  /** Answers whether the server is ready; an exception means not yet. */
  interface Probe {
    boolean ready() throws Exception;
  }

  /** Its name in {@code ./medley status} and {@code ./medley logs}. */
  String name();

  /** Where its output goes. */
  Path log();

  /** Whether it is still there. */
  boolean isAlive();

  /** What it ended with; only once it has ended. */
  int exitValue();

  /**
   * Waits until the probe says yes; stops the process and says so if it does not within the limit.
   */
  default void awaitReady(Duration limit, Probe probe) {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      if (!isAlive()) {
        String sentence = name() + " ended with status " + exitValue() + " before it was ready.";
        close();
        throw new ServerDidNotStart(sentence, log());
      }
      try {
        if (probe.ready()) {
          return;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        close();
        throw new ServerDidNotStart(name() + " was interrupted while starting.", log(), e);
      } catch (Exception notYet) {
        // Refused connections and half-open services are what starting looks like.
      }
      if (System.nanoTime() > end) {
        close();
        throw new ServerDidNotStart(
            name() + " was not ready after " + limit.toSeconds() + " s.", log());
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Stops it in good order. */
  void close();

  /** Ends it at once, as a crash would. */
  void kill();
}
