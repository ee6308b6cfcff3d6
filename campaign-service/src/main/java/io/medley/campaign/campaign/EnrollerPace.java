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
   * How many starts are allowed.
   *
   * @param tokens starts allowed at {@code refilledAt}
   * @param refilledAt real time
   * @param pausedReason coded reason of a pause; empty while running
   */
  record Bucket(double tokens, Instant refilledAt, Optional<String> pausedReason) {

    /** Adds what time has earned, never more than one second's worth. */
    Bucket refilled(Instant now, double perSecond) {
      Duration passed = Duration.between(refilledAt, now);
      double earned = passed.isNegative() ? 0 : passed.toNanos() / 1e9 * perSecond;
      return new Bucket(Math.min(Math.max(1, perSecond), tokens + earned), now, Optional.empty());
    }

    /** Takes whole tokens. */
    Bucket less(int taken) {
      return new Bucket(tokens - taken, refilledAt, Optional.empty());
    }

    /** Empties the bucket, so that the end of a pause is not a burst. */
    Bucket paused(Instant now, String reason) {
      return new Bucket(0, now, Optional.of(reason));
    }
  }
}
