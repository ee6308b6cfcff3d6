package io.medley.campaign.touch;

import java.time.Duration;

/**
 * How long a message waits that its provider could not take: twice as long each time, an hour at
 * most, and by up to a quarter longer, so that what failed together does not come back together.
 */
final class RetryDelay {

  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MOST_DOUBLINGS = 12;

  private RetryDelay() {}

  /**
   * The delay after an attempt that failed.
   *
   * @param attempts attempts so far, from 1
   * @param first the delay after the first one
   */
  static Duration of(SendKey key, int attempts, Duration first) {
    Duration delay = first.multipliedBy(1L << Math.clamp(attempts - 1L, 0, MOST_DOUBLINGS));
    if (delay.compareTo(LONGEST) > 0) {
      delay = LONGEST;
    }
    return delay.plus(ReleaseJitter.of(key, delay.dividedBy(4)));
  }
}
