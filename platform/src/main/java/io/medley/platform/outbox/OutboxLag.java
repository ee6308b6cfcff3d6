package io.medley.platform.outbox;

import io.medley.platform.time.RealTime;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far handlers are behind. */
public final class OutboxLag {

  private final JdbcClient jdbc;
  private final RealTime realTime;
  private final Collection<String> topics;

  OutboxLag(
      JdbcClient jdbc, RealTime realTime, MeterRegistry meters, Map<String, OutboxHandler> topics) {
    this.jdbc = jdbc;
    this.realTime = realTime;
    this.topics = topics.keySet();
    Gauge.builder("medley.outbox.unhandled", this, lag -> lag.read().unhandled()).register(meters);
    Gauge.builder("medley.outbox.lag", this, lag -> lag.read().oldest().toMillis() / 1000.0)
        .baseUnit("seconds")
        .register(meters);
  }

  /**
   * @param unhandled messages waiting for their handler
   * @param oldest age of the oldest of them; zero if none
   * @param failing messages that failed at least once and wait for the next try
   */
  public record Lag(long unhandled, Duration oldest, long failing) {}

  /** Reads the lag from the database. */
  public Lag read() {
    return jdbc.sql(
            """
            select count(*) as unhandled, min(created_at) as oldest,
              count(*) filter (where failures > 0) as failing
            from outbox_message where topic = any (:topics) and handled_at is null
            """)
        .param("topics", topics.toArray(String[]::new))
        .query(
            (row, number) -> {
              OffsetDateTime oldest = row.getObject("oldest", OffsetDateTime.class);
              Duration age =
                  oldest == null
                      ? Duration.ZERO
                      : Duration.between(oldest.toInstant(), realTime.now());
              return new Lag(
                  row.getLong("unhandled"),
                  age.isNegative() ? Duration.ZERO : age,
                  row.getLong("failing"));
            })
        .single();
  }
}
