package io.medley.campaign.touch;

import java.time.Duration;
import java.time.Instant;

/**
 * How fast messages may leave.
 *
 * @param sender as the channel names it, or {@code *} for every sender
 * @param country ISO 3166 alpha-2, or {@code *} for every country
 * @param capacity messages that may leave at once after a pause
 * @param perMinute messages that may leave in the long run
 * @param tokens messages that might leave at {@code refilledAt}
 * @param refilledAt business time
 * @param nextSlot the slot handed out to whoever finds it empty next; business time
 */
public record TokenBucket(
    String channel,
    String sender,
    String country,
    int capacity,
    double perMinute,
    double tokens,
    Instant refilledAt,
    Instant nextSlot) {

  /** Every sender, or every country. */
  public static final String EVERY = "*";

  /** Nobody is told to come back later than this; until then the rate may have been changed. */
  static final Duration FARTHEST_SLOT = Duration.ofHours(1);

  private static final double NANOS_PER_MINUTE = 60e9;

  /** Messages that might leave at the instant. */
  public double available(Instant now) {
    // A clock that was set back refills nothing and takes nothing away.
    long passed = Math.max(0, Duration.between(refilledAt, now).toNanos());
    return Math.min(capacity, tokens + passed * perMinute / NANOS_PER_MINUTE);
  }

  /** With what was refilled by the instant, and so many messages more or fewer. */
  TokenBucket at(Instant now, int change) {
    return new TokenBucket(
        channel,
        sender,
        country,
        capacity,
        perMinute,
        Math.min(capacity, available(now) + change),
        now.isAfter(refilledAt) ? now : refilledAt,
        nextSlot);
  }

  /** The slot for whoever finds it empty at the instant; each gets another one. */
  Instant slot(Instant now) {
    Instant ready = now.plus(time(Math.max(0, 1 - available(now))));
    Instant slot = nextSlot.isAfter(ready) ? nextSlot : ready;
    Instant farthest = now.plus(FARTHEST_SLOT);
    return slot.isAfter(farthest) ? farthest : slot;
  }

  /** After a slot was handed out. */
  TokenBucket handedOut(Instant slot) {
    return new TokenBucket(
        channel, sender, country, capacity, perMinute, tokens, refilledAt, slot.plus(time(1)));
  }

  private Duration time(double messages) {
    return Duration.ofNanos((long) Math.ceil(messages * NANOS_PER_MINUTE / perMinute));
  }
}
