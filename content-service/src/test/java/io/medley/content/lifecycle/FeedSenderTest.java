package io.medley.content.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.scheduling.annotation.Scheduled;

class FeedSenderTest {

  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

  @Test
  void shouldHoldUpARecallWhileItsLeaseAndTheMarginLast() {
    FeedSender sender = sender(10, NOW.plus(FeedSender.LEASE));
    Instant over = NOW.plus(FeedSender.LEASE).plus(FeedSender.MARGIN);

    assertThat(sender.done(11, NOW)).isFalse();
    assertThat(sender.done(11, over)).isFalse();
    assertThat(sender.done(11, over.plusMillis(1))).isTrue();
  }

  @Test
  void shouldBeDoneWithWhatItPassed() {
    FeedSender sender = sender(10, NOW.plusSeconds(5));

    assertThat(sender.done(10, NOW)).isTrue();
    assertThat(sender.done(9, NOW)).isTrue();
  }

  @Test
  void shouldNotHaveItsLeaseRenewedHalfASecondAfterARecallItHasNotPassed() {
    FeedSender shown = shown(10, 12, NOW);

    assertThat(shown.asking(10, 0, NOW.plusMillis(500)).renewable(NOW.plusMillis(500))).isTrue();
    assertThat(shown.asking(10, 0, NOW.plusMillis(501)).renewable(NOW.plusMillis(501))).isFalse();
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
  void shouldLetARecallFinishBelowFiveSecondsWhateverASenderDoes() throws Exception {
    // It asks for ever with the old cursor: the last renewal, then lease and margin, then the look
    // of whoever settles it.
    assertThat(FeedSender.WORST)
        .isEqualTo(
            FeedSender.PATIENCE
                .plus(FeedSender.LEASE)
                .plus(FeedSender.MARGIN)
                .plus(RecallSettling.EVERY))
        .isLessThan(Duration.ofSeconds(5));
    // Until a recall has its place in the feed nobody can be asked to pass it; that takes no longer
    // than the patience, even if the database tells nobody of the commit.
    assertThat(pollOfTheRelay()).isLessThanOrEqualTo(FeedSender.PATIENCE);
    assertThat(
            Objects.requireNonNull(
                    RecallSettling.class
                        .getDeclaredMethod("settleAll")
                        .getAnnotation(Scheduled.class))
                .fixedDelay())
        .isEqualTo(RecallSettling.EVERY.toMillis());
  }

  /** As the service is configured: its settings over the default. */
  private static Duration pollOfTheRelay() throws Exception {
    StandardEnvironment environment = new StandardEnvironment();
    new YamlPropertySourceLoader()
        .load("application", new ClassPathResource("application.yaml"))
        .forEach(environment.getPropertySources()::addLast);
    Class<?> settings = Class.forName("io.medley.platform.outbox.OutboxProperties");
    Object bound = Binder.get(environment).bindOrCreate("medley.outbox", settings);
    var poll = settings.getDeclaredMethod("poll");
    poll.setAccessible(true);
    return (Duration) Objects.requireNonNull(poll.invoke(bound));
  }

  private static FeedSender sender(long passed, Instant leaseUntil) {
    return new FeedSender("a", passed, 0, leaseUntil, NOW, null, null);
  }

  private static FeedSender shown(long passed, long served, Instant at) {
    return new FeedSender("a", passed, 0, at.plusSeconds(5), at, served, at);
  }
}
