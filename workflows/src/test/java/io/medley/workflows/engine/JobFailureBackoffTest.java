package io.medley.workflows.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.metrics.DefaultNoopMetricsRecorder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JobFailureBackoffTest {

  private final JobFailureBackoff backoff =
      new JobFailureBackoff(
          (command, failure) -> {}, new DefaultNoopMetricsRecorder(), Duration.ofSeconds(1));

  @Test
  void shouldWaitLongerTheFewerRetriesAreLeft() {
    assertThat(backoff.backoff(50)).isEqualTo(Duration.ofSeconds(1));
    assertThat(backoff.backoff(10)).isEqualTo(Duration.ofSeconds(1));
    assertThat(backoff.backoff(9)).isEqualTo(Duration.ofSeconds(2));
    assertThat(backoff.backoff(3)).isEqualTo(Duration.ofSeconds(128));
    assertThat(backoff.backoff(1)).isEqualTo(Duration.ofSeconds(256));
  }
}
