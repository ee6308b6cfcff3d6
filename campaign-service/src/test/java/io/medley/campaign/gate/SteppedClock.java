package io.medley.campaign.gate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** A business clock that runs with another and can be moved forward. */
final class SteppedClock extends Clock {

  private final Clock clock;
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  SteppedClock(Clock clock) {
    this.clock = clock;
  }

  void forward(Duration by) {
    ahead.updateAndGet(now -> now.plus(by));
  }

  @Override
  public ZoneId getZone() {
    return clock.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return clock.withZone(zone);
  }

  @Override
  public Instant instant() {
    return clock.instant().plus(ahead.get());
  }
}
