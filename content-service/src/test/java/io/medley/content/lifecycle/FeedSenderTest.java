package io.medley.content.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FeedSenderTest {

  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

  @Test
  void shouldHoldUpARecallWhileItsLeaseAndTheMarginLast() {
    FeedSender sender = sender(10, NOW.plusSeconds(5));

    assertThat(sender.done(11, NOW)).isFalse();
    assertThat(sender.done(11, NOW.plusSeconds(7))).isFalse();
    assertThat(sender.done(11, NOW.plusSeconds(7).plusMillis(1))).isTrue();
  }

  @Test
  void shouldBeDoneWithWhatItPassed() {
    FeedSender sender = sender(10, NOW.plusSeconds(5));

    assertThat(sender.done(10, NOW)).isTrue();
    assertThat(sender.done(9, NOW)).isTrue();
  }

  @Test
  void shouldNotHaveItsLeaseRenewedTwoSecondsAfterARecallItHasNotPassed() {
    FeedSender shown = shown(10, 12, NOW);

    assertThat(shown.asking(10, 0, NOW.plusSeconds(2)).renewable(NOW.plusSeconds(2))).isTrue();
    assertThat(shown.asking(10, 0, NOW.plusMillis(2001)).renewable(NOW.plusMillis(2001))).isFalse();
    assertThat(shown.asking(11, 0, NOW.plusSeconds(60)).renewable(NOW.plusSeconds(60))).isFalse();
  }

  @Test
  void shouldHaveItsLeaseRenewedOnceItPassed() {
    FeedSender passed = shown(10, 12, NOW).asking(12, 3, NOW.plusSeconds(60));

    assertThat(passed.renewable(NOW.plusSeconds(60))).isTrue();
    assertThat(passed.servedPosition()).isNull();
    assertThat(passed.inDoubt()).isEqualTo(3);
  }

  @Test
  void shouldBelieveASenderThatGoesBack() {
    // Its database was restored: what it once acknowledged is not known there any more.
    FeedSender restored = sender(100, NOW).asking(0, 0, NOW);

    assertThat(restored.done(100, NOW)).isFalse();
  }

  @Test
  void shouldNeverShortenALease() {
    FeedSender sender = sender(1, NOW.plusSeconds(5));

    assertThat(sender.leasedUntil(NOW.plusSeconds(3)).leaseUntil()).isEqualTo(NOW.plusSeconds(5));
    assertThat(sender.leasedUntil(NOW.plusSeconds(9)).leaseUntil()).isEqualTo(NOW.plusSeconds(9));
  }

  @Test
  void shouldLetARecallFinishWithinTenSecondsWhateverASenderDoes() {
    // Served at once, asking for ever with the old cursor: patience, then lease and margin.
    Duration worst = FeedSender.PATIENCE.plus(FeedSender.LEASE).plus(FeedSender.MARGIN);

    assertThat(worst).isLessThan(Duration.ofSeconds(10));
  }

  private static FeedSender sender(long passed, Instant leaseUntil) {
    return new FeedSender("a", passed, 0, leaseUntil, NOW, null, null);
  }

  private static FeedSender shown(long passed, long served, Instant at) {
    return new FeedSender("a", passed, 0, at.plusSeconds(5), at, served, at);
  }
}
