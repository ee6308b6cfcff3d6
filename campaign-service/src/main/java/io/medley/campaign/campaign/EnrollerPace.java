package io.medley.campaign.campaign;

import io.medley.campaign.touch.JourneyPace;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The one token bucket all instances of this service start journeys from. */
public interface EnrollerPace extends JourneyPace {

  /** Reads the bucket and keeps other enrollers out until the transaction ends. */
  Bucket lock();

  /** Stores the bucket. */
  void save(Bucket bucket);

  /** Why no journey is being started just now; empty while the enroller runs. */
  Optional<String> pausedReason();

  /** What the engine makes of the pace, read off the oldest start nobody has claimed. */
  enum Engine {
    /** It keeps up: a little more may be tried. */
    CALM,
    /** It is busy: this is the pace it takes. */
    BUSY,
    /** It lags behind: less. */
    LAGS
  }

  /**
   * How many starts are allowed, and how fast they are earned.
   *
   * @param tokens starts allowed at {@code refilledAt}
   * @param refilledAt real time
   * @param pausedReason coded reason of a pause; empty while running
   * @param rate starts earned per second, as found out so far; empty = nothing found out yet
   */
  record Bucket(
      double tokens, Instant refilledAt, Optional<String> pausedReason, Optional<Double> rate) {

    /** The slowest pace short of a pause, as a share of the rate to begin with. */
    private static final double SLOWEST = 1.0 / 16;

    /** What a second in which the engine kept up adds. */
    private static final double GROWTH_PER_SECOND = 1.05;

    /** A bucket of which nothing is known yet. */
    Bucket(double tokens, Instant refilledAt, Optional<String> pausedReason) {
      this(tokens, refilledAt, pausedReason, Optional.empty());
    }

    /**
     * Finds the pace the engine takes: a second of lag halves it, a second in which the engine kept
     * up with all it was given adds a twentieth. What was not used up shows nothing, so it adds
     * nothing. An engine that slows down is not over-driven, and one that has recovered, or was
     * given more processors, is soon driven at what it takes.
     *
     * @param first the rate to begin with
     * @param most the rate never exceeded
     */
    Bucket adapted(Engine engine, Instant now, double first, double most) {
      double pace = Math.min(most, rate.orElse(first));
      double seconds = Math.clamp(Duration.between(refilledAt, now).toNanos() / 1e9, 0, 1);
      double next =
          switch (engine) {
            case LAGS -> Math.max(first * SLOWEST, pace * Math.pow(0.5, seconds));
            case BUSY -> pace;
            case CALM -> tokens >= 1 ? pace : pace * Math.pow(GROWTH_PER_SECOND, seconds);
          };
      return new Bucket(tokens, refilledAt, pausedReason, Optional.of(Math.min(most, next)));
    }

    /** Adds what time has earned, never more than one second's worth. */
    Bucket refilled(Instant now) {
      double perSecond = rate.orElse(0.0);
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
