package io.medley.content;

import io.medley.local.LocalStack;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/**
 * The business clock of the tests: moves forward only, the broker's with it. Set back it is only
 * while somebody attacks by it.
 */
@Component
@Primary
public class BusinessClock extends Clock {

  private volatile Duration ahead = Duration.ZERO;
  private volatile Duration behind = Duration.ZERO;

  /** Lets time pass, here and in the broker. */
  public synchronized void pass(Duration duration) {
    LocalStack.forTests().broker().clock().add(duration);
    ahead = ahead.plus(duration);
  }

  /** Does something while this clock, and no other, was set back. */
  public <T> T setBack(Duration by, Supplier<T> meanwhile) {
    behind = by;
    try {
      return meanwhile.get();
    } finally {
      behind = Duration.ZERO;
    }
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead).minus(behind);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.fixed(instant(), zone);
  }
}
