package io.medley.campaign.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.campaign.campaign.EnrollerPace.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnrollerPaceTest {

  private static final Instant NOW = Instant.parse("2026-05-04T08:00:00Z");
  private static final Bucket EMPTY = new Bucket(0, NOW, Optional.empty());

  @Test
  void shouldEarnStartsWithTime() {
    assertThat(EMPTY.refilled(NOW.plusMillis(200), 50).tokens()).isEqualTo(10);
  }

  @Test
  void shouldNeverSaveUpMoreThanOneSecond() {
    assertThat(EMPTY.refilled(NOW.plus(Duration.ofHours(2)), 50).tokens()).isEqualTo(50);
  }

  @Test
  void shouldStartOneAtATimeWhenTheRateIsBelowOnePerSecond() {
    assertThat(EMPTY.refilled(NOW.plus(Duration.ofHours(2)), 0.1).tokens()).isEqualTo(1);
  }

  @Test
  void shouldEarnNothingWhenTheClockOfAnotherInstanceIsBehind() {
    assertThat(EMPTY.refilled(NOW.minusSeconds(3), 50).tokens()).isZero();
  }

  @Test
  void shouldNotBurstAfterAPause() {
    Bucket paused = EMPTY.refilled(NOW.plusSeconds(30), 50).paused(NOW.plusSeconds(30), "X");

    assertThat(paused.refilled(NOW.plusSeconds(30).plusMillis(100), 50).tokens()).isEqualTo(5);
    assertThat(paused.pausedReason()).contains("X");
  }
}
