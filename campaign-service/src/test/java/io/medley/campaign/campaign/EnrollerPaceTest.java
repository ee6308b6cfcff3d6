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

  @Test
  void shouldHalveThePaceWithEverySecondOfLag() {
    Bucket slowed = EMPTY.adapted(true, NOW.plusSeconds(1), 40).refilled(NOW.plusSeconds(1), 40);

    assertThat(slowed.rate()).contains(20.0);
    assertThat(slowed.tokens()).isEqualTo(20);
    assertThat(slowed.adapted(true, NOW.plusSeconds(2), 40).rate()).contains(10.0);
  }

  @Test
  void shouldSlowDownAsMuchHoweverOftenItIsLookedAt() {
    Bucket often = EMPTY;
    for (int i = 1; i <= 10; i++) {
      Instant now = NOW.plusMillis(100L * i);
      often = often.adapted(true, now, 40).refilled(now, 40);
    }

    assertThat(often.rate().orElseThrow()).isCloseTo(20, org.assertj.core.data.Offset.offset(1e-6));
  }

  @Test
  void shouldNeverStopByBackingOffAlone() {
    Bucket slowest = EMPTY;
    for (int i = 1; i <= 20; i++) {
      Instant now = NOW.plusSeconds(i);
      slowest = slowest.adapted(true, now, 32).refilled(now, 32);
    }

    assertThat(slowest.rate()).contains(2.0);
  }

  @Test
  void shouldComeBackToTheSetRateByItself() {
    Bucket slowed = new Bucket(0, NOW, Optional.empty(), Optional.of(10.0));

    assertThat(slowed.adapted(false, NOW.plusSeconds(10), 40).rate()).contains(20.0);
    assertThat(slowed.adapted(false, NOW.plusSeconds(30), 40).rate()).isEmpty();
  }
}
