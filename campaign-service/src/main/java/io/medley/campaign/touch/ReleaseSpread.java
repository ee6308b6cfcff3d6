package io.medley.campaign.touch;

import io.medley.platform.time.RealTime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Over how long touches are spread that become possible at one instant, such as the opening of
 * contact hours: at least as set, and as much longer as the engine needs for those that wait, so
 * that a morning after a large launch neither drowns the engine nor locks people out of it.
 */
@Component
final class ReleaseSpread {

  /** Nobody's morning becomes an afternoon. */
  static final Duration MOST = Duration.ofHours(3);

  private static final Duration FRESH = Duration.ofSeconds(10);

  private final ContactRules rules;
  private final WaitingTouches waiting;
  private final ObjectProvider<JourneyPace> pace;
  private final RealTime realTime;
  private volatile @Nullable Seen seen;

  private record Seen(long at, Duration width) {}

  ReleaseSpread(
      ContactRules rules,
      WaitingTouches waiting,
      ObjectProvider<JourneyPace> pace,
      RealTime realTime) {
    this.rules = rules;
    this.waiting = waiting;
    this.pace = pace;
    this.realTime = realTime;
  }

  /**
   * Most a touch is delayed after it becomes possible; some seconds old. Who has still to begin is
   * counted with those that wait, so that the first of a launch are not all released before the
   * last.
   */
  Duration width() {
    Seen last = seen;
    long now = realTime.nanoTime();
    if (last == null || now - last.at() > FRESH.toNanos()) {
      JourneyPace journeys = pace.getIfAvailable();
      last = new Seen(now, journeys == null ? rules.jitter() : width(journeys));
      seen = last;
    }
    return last.width();
  }

  private Duration width(JourneyPace journeys) {
    return journeys
        .found()
        .map(perSecond -> of(rules.jitter(), waiting.count() + journeys.coming(), perSecond))
        .orElseGet(rules::jitter);
  }

  /** The width for so many that wait. */
  static Duration of(Duration atLeast, long waiting, double perSecond) {
    Duration needed = Duration.ofMillis(Math.round(waiting * 1_000 / perSecond));
    Duration width = needed.compareTo(MOST) < 0 ? needed : MOST;
    return width.compareTo(atLeast) > 0 ? width : atLeast;
  }
}
