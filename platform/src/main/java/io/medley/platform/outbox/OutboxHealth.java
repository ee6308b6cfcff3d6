package io.medley.platform.outbox;

import java.time.Duration;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Says how far handlers are behind, and that it is too far. */
final class OutboxHealth extends AbstractHealthIndicator {

  private final OutboxLag lag;
  private final OutboxRelay relay;
  private final Duration alarm;

  OutboxHealth(OutboxLag lag, OutboxRelay relay, Duration alarm) {
    this.lag = lag;
    this.relay = relay;
    this.alarm = alarm;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    OutboxLag.Lag now = lag.read();
    boolean late = now.oldest().compareTo(alarm) > 0;
    (late ? builder.outOfService() : builder.up())
        .withDetail("unhandled", now.unhandled())
        .withDetail("failing", now.failing())
        .withDetail("lagMillis", now.oldest().toMillis())
        .withDetail("leading", relay.leading());
  }
}
