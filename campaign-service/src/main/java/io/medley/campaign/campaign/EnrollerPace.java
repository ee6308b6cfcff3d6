package io.medley.campaign.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The one token bucket all instances of this service start journeys from. */
public interface EnrollerPace {

  /** Reads the bucket and keeps other enrollers out until the transaction ends. */
  Bucket lock();

  /** Stores the bucket. */
  void save(Bucket bucket);

  /** Why no journey is being started just now; empty while the enroller runs. */
  Optional<String> pausedReason();

  /**
   * How many starts are allowed, and how fast they are earned.
   *
   * @param tokens starts allowed at {@code refilledAt}
   * @param refilledAt real time
   * @param pausedReason coded reason of a pause; empty while running
   * @param rate starts earned per second now; empty = as set
   */
  record Bucket(
      double tokens, Instant refilledAt, Optional<String> pausedReason, Optional<Double> rate) {

    /** The slowest pace short of a pause, as a share of the set rate. */
    private static final double SLOWEST = 1.0 / 16;

    /** What a second without lag earns back, as a share of the set rate. */
    private static final double RECOVERY_PER_SECOND = 1.0 / 40;

    /** A bucket at the set rate. */
    Bucket(double tokens, Instant refilledAt, Optional<String> pausedReason) {
      this(tokens, refilledAt, pausedReason, Optional.empty());
    }

    /**
     * Adapts the pace to how far the engine lags behind: a second of lag halves it, every second
     * without earns a little of it back. So an engine that slows down is not over-driven, and one
     * that has recovered is soon started at the set rate again.
     *
     * @param lags whether starts wait to be claimed for longer than they should
     * @param set the rate as set
     */
    Bucket adapted(boolean lags, Instant now, double set) {
      double pace = Math.min(set, rate.orElse(set));
      double seconds = Math.max(0, Duration.between(refilledAt, now).toNanos() / 1e9);
      double next =
          lags
              ? Math.max(set * SLOWEST, pace * Math.pow(0.5, Math.min(1, seconds)))
              : pace + Math.min(60, seconds) * set * RECOVERY_PER_SECOND;
      return new Bucket(
          tokens, refilledAt, pausedReason, next >= set ? Optional.empty() : Optional.of(next));
    }

    /** Adds what time has earned, never more than one second's worth. */
    Bucket refilled(Instant now, double set) {
      double perSecond = rate.orElse(set);
      Duration passed = Duration.between(refilledAt, now);
      double earned = passed.isNegative() ? 0 : passed.toNanos() / 1e9 * perSecond;
      return new Bucket(
          Math.min(Math.max(1, perSecond), tokens + earned), now, Optional.empty(), rate);
    }

    /** Takes whole tokens. */
    Bucket less(int taken) {
      return new Bucket(tokens - taken, refilledAt, Optional.empty(), rate);
    }

    /** Empties the bucket, so that the end of a pause is not a burst. */
    Bucket paused(Instant now, String reason) {
      return new Bucket(0, now, Optional.of(reason), rate);
    }
  }
}
