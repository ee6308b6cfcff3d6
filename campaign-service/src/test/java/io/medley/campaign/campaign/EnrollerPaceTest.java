package io.medley.campaign.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.medley.campaign.campaign.EnrollerPace.Bucket;
import io.medley.campaign.campaign.EnrollerPace.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnrollerPaceTest {

  private static final Instant NOW = Instant.parse("2026-05-04T08:00:00Z");
  private static final double FIRST = 40;
  private static final double MOST = 200;
  private static final Bucket EMPTY = at(FIRST);

  private static Bucket at(double rate) {
    return new Bucket(0, NOW, Optional.empty(), Optional.of(rate));
  }

  private static double rate(Bucket bucket, Engine engine, Duration after) {
    return bucket.adapted(engine, NOW.plus(after), FIRST, MOST).rate().orElseThrow();
  }

  @Test
  void shouldEarnStartsWithTime() {
    assertThat(at(50).refilled(NOW.plusMillis(200)).tokens()).isEqualTo(10);
  }

  @Test
  void shouldNeverSaveUpMoreThanOneSecond() {
    assertThat(at(50).refilled(NOW.plus(Duration.ofHours(2))).tokens()).isEqualTo(50);
  }

  @Test
  void shouldStartOneAtATimeWhenTheRateIsBelowOnePerSecond() {
    assertThat(at(0.1).refilled(NOW.plus(Duration.ofHours(2))).tokens()).isEqualTo(1);
  }

  @Test
  void shouldEarnNothingWhenTheClockOfAnotherInstanceIsBehind() {
    assertThat(EMPTY.refilled(NOW.minusSeconds(3)).tokens()).isZero();
    assertThat(rate(EMPTY, Engine.CALM, Duration.ofSeconds(-3))).isEqualTo(FIRST);
    assertThat(rate(EMPTY, Engine.LAGS, Duration.ofSeconds(-3))).isEqualTo(FIRST);
  }

  @Test
  void shouldNotBurstAfterAPause() {
    Bucket paused = at(50).refilled(NOW.plusSeconds(30)).paused(NOW.plusSeconds(30), "X");

    assertThat(paused.refilled(NOW.plusSeconds(30).plusMillis(100)).tokens()).isEqualTo(5);
    assertThat(paused.pausedReason()).contains("X");
  }

  @Test
  void shouldBeginAtTheRateItIsGivenWhenNothingIsKnownYet() {
    Bucket unknown = new Bucket(0, NOW, Optional.empty());

    assertThat(rate(unknown, Engine.BUSY, Duration.ofSeconds(1))).isEqualTo(FIRST);
  }

  @Test
  void shouldHalveThePaceWithEverySecondOfLag() {
    assertThat(rate(at(40), Engine.LAGS, Duration.ofSeconds(1))).isEqualTo(20.0);
    assertThat(rate(at(20), Engine.LAGS, Duration.ofSeconds(1))).isEqualTo(10.0);
  }

  @Test
  void shouldStayWhileTheEngineIsBusy() {
    assertThat(rate(at(73), Engine.BUSY, Duration.ofSeconds(1))).isEqualTo(73);
  }

  @Test
  void shouldTryALittleMoreWhileTheEngineIsCalm() {
    assertThat(rate(at(100), Engine.CALM, Duration.ofSeconds(1))).isEqualTo(105);
    assertThat(rate(at(100), Engine.CALM, Duration.ofHours(1)))
        .as("an hour without a look is one look")
        .isEqualTo(105);
    assertThat(rate(at(199), Engine.CALM, Duration.ofSeconds(1))).isEqualTo(MOST);
  }

  @Test
  void shouldLearnNothingFromStartsNobodyWanted() {
    Bucket unused = new Bucket(3, NOW, Optional.empty(), Optional.of(100.0));

    assertThat(rate(unused, Engine.CALM, Duration.ofSeconds(1))).isEqualTo(100);
  }

  @Test
  void shouldAdaptAsMuchHoweverOftenItIsLookedAt() {
    for (Engine engine : Engine.values()) {
      Bucket often = EMPTY;
      for (int i = 1; i <= 10; i++) {
        Instant now = NOW.plusMillis(100L * i);
        Bucket next = often.adapted(engine, now, FIRST, MOST).refilled(now);
        often = next.less((int) next.tokens());
      }

      assertThat(often.rate().orElseThrow())
          .isCloseTo(rate(EMPTY, engine, Duration.ofSeconds(1)), offset(1e-6));
    }
  }

  @Test
  void shouldNeverStopByBackingOffAlone() {
    assertThat(rate(at(2.6), Engine.LAGS, Duration.ofSeconds(1))).isEqualTo(2.5);
  }

  @Test
  void shouldObeyALimitSetLower() {
    assertThat(EMPTY.adapted(Engine.BUSY, NOW.plusSeconds(1), 5, 10).rate()).contains(10.0);
  }
}
