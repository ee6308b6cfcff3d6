package io.medley.campaign;

import io.medley.local.LocalStack;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The business clock of the tests: runs with real time, only ever jumps forward, equal to the
 * engine's.
 */
public final class EngineClock extends Clock {

  private final AtomicReference<Duration> ahead =
      new AtomicReference<>(
          Duration.between(Instant.now(), LocalStack.forTests().broker().clock().now()));

  /** Moves this service and the engine forward together. */
  public void pass(Duration duration) {
    ahead.updateAndGet(offset -> offset.plus(duration));
    LocalStack.forTests().broker().clock().add(duration);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("Business time has no zone");
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead.get());
  }
}
