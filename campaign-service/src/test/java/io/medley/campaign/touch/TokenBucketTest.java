package io.medley.campaign.touch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

  private static final Instant NOW = Instant.parse("2026-06-01T09:00:00Z");

  @Test
  void shouldRefillWithTimeUpToItsCapacity() {
    TokenBucket bucket = bucket("*", 10, 60, 0);

    assertThat(bucket.available(NOW)).isZero();
    assertThat(bucket.available(NOW.plusSeconds(3))).isEqualTo(3);
    assertThat(bucket.available(NOW.plus(Duration.ofDays(1)))).isEqualTo(10);
  }

  @Test
  void shouldNeitherGainNorLoseByAClockThatIsSetBack() {
    TokenBucket bucket = bucket("*", 10, 60, 4);

    assertThat(bucket.available(NOW.minusSeconds(3_600))).isEqualTo(4);
    assertThat(bucket.at(NOW.minusSeconds(3_600), -1).refilledAt()).isEqualTo(NOW);
  }

  @Test
  void shouldTakeFromAllThatFitOrFromNone() {
    TokenBucket full = bucket("GB", 10, 60, 5);
    TokenBucket empty = bucket("*", 10, 60, 0);

    BucketTaking both = BucketTaking.from(List.of(empty, full), NOW);
    BucketTaking one = BucketTaking.from(List.of(full), NOW);

    assertThat(both.slot()).contains(NOW.plusSeconds(1));
    assertThat(both.changed()).extracting(TokenBucket::country).containsExactly("*");
    assertThat(one.slot()).isEmpty();
    assertThat(one.changed().getFirst().tokens()).isEqualTo(4);
    assertThat(BucketTaking.from(List.of(), NOW).slot()).isEmpty();
  }

  @Test
  void shouldGiveEverybodyWhoFindsItEmptyASlotOfTheirOwn() {
    List<Instant> slots = new ArrayList<>();
    TokenBucket bucket = bucket("*", 1, 60, 0);
    for (int i = 0; i < 5; i++) {
      BucketTaking taking = BucketTaking.from(List.of(bucket), NOW);
      slots.add(taking.slot().orElseThrow());
      bucket = taking.changed().getFirst();
    }

    assertThat(slots)
        .containsExactly(
            NOW.plusSeconds(1),
            NOW.plusSeconds(2),
            NOW.plusSeconds(3),
            NOW.plusSeconds(4),
            NOW.plusSeconds(5));
  }

  @Test
  void shouldNeverSendAnybodyFartherAwayThanAnHour() {
    TokenBucket slow = bucket("*", 1, 0.001, 0);

    assertThat(slow.slot(NOW)).isEqualTo(NOW.plus(Duration.ofHours(1)));
  }

  @Test
  void shouldGiveBackNoMoreThanItHolds() {
    assertThat(BucketTaking.back(List.of(bucket("*", 3, 60, 3)), NOW).getFirst().tokens())
        .isEqualTo(3);
  }

  private static TokenBucket bucket(String country, int capacity, double perMinute, double tokens) {
    return new TokenBucket("SMS", "*", country, capacity, perMinute, tokens, NOW, NOW);
  }
}
