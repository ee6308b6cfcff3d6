package io.medley.seed.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Waits for what others do, and says in one sentence what did not happen when it takes too long.
 */
final class Patience {

  private static final long LOOK_AGAIN_MILLIS = 200;

  private Patience() {}

  /**
   * Looks again and again until there is something.
   *
   * @param what what is awaited, as the end of "waited in vain for …"
   */
  static <T> T until(String what, Duration atMost, Supplier<Optional<T>> look) {
    Instant end = Instant.now().plus(atMost);
    while (true) {
      Optional<T> found = look.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (Instant.now().isAfter(end)) {
        throw new DemoFailed("Waited " + atMost.toSeconds() + " s in vain for " + what + ".");
      }
      pause();
    }
  }

  /** Looks again and again until the condition holds. */
  static void untilTrue(String what, Duration atMost, Supplier<Boolean> look) {
    until(what, atMost, () -> look.get() ? Optional.of(true) : Optional.empty());
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new DemoFailed("Interrupted.");
    }
  }
}
