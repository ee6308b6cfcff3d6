package io.medley.platform.outbox;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The relay.
 *
 * @param poll longest time between two looks when no notification arrives
 * @param concurrency messages of one topic handled at once, each of another key
 * @param window messages of one topic kept in memory
 * @param firstRetry wait after the first failure of a message; doubles with each
 * @param longestRetry upper bound of that wait
 * @param lagAlarm age of an unhandled message from which health reports trouble
 */
@Validated
@ConfigurationProperties("medley.outbox")
record OutboxProperties(
    @NotNull @DefaultValue("500ms") Duration poll,
    @Min(1) @DefaultValue("8") int concurrency,
    @Min(1) @DefaultValue("10000") int window,
    @NotNull @DefaultValue("200ms") Duration firstRetry,
    @NotNull @DefaultValue("30s") Duration longestRetry,
    @NotNull @DefaultValue("60s") Duration lagAlarm) {

  Duration retryAfter(int failures) {
    int doublings = Math.min(Math.max(failures - 1, 0), 20);
    Duration wait = firstRetry.multipliedBy(1L << doublings);
    return wait.compareTo(longestRetry) < 0 ? wait : longestRetry;
  }
}
