package io.medley.campaign.touch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RetryDelayTest {

  private static final Duration FIRST = Duration.ofMinutes(1);

  @Property
  void shouldDoubleWithEachAttemptAndVaryByAQuarter(
      @ForAll @IntRange(min = 1, max = 6) int attempt) {
    Duration plain = FIRST.multipliedBy(1L << (attempt - 1));

    assertThat(RetryDelay.of(new SendKey(UUID.randomUUID(), "a", 1), attempt, FIRST))
        .isBetween(plain, plain.plus(plain.dividedBy(4)));
  }

  @Property
  void shouldNeverBeMuchLongerThanAnHour(@ForAll @IntRange(min = 1) int attempt) {
    assertThat(RetryDelay.of(new SendKey(UUID.randomUUID(), "a", 1), attempt, FIRST))
        .isBetween(FIRST, Duration.ofMinutes(75));
  }
}
