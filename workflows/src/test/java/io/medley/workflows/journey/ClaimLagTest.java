package io.medley.workflows.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClaimLagTest {

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private Instant now = START;
  private final ClaimLag lag = new ClaimLag(() -> now);
  private final UUID first = UUID.randomUUID();
  private final UUID second = UUID.randomUUID();

  @Test
  void shouldBeEmptyWhenEverythingIsClaimed() {
    lag.sending(first, 1, START);
    lag.claiming(first, 1, START);

    assertThat(lag.oldest()).isEmpty();
  }

  @Test
  void shouldTellTheAgeOfTheOldestStartNotClaimed() {
    lag.sending(first, 1, START);
    lag.sending(second, 1, START.plusSeconds(20));
    now = START.plusSeconds(70);

    assertThat(lag.oldest()).contains(Duration.ofSeconds(70));
    lag.claiming(first, 1, START);
    assertThat(lag.oldest()).contains(Duration.ofSeconds(50));
  }

  @Test
  void shouldCountARefusedStartFromItsFirstAttempt() {
    lag.sending(first, 1, START);
    lag.sending(first, 1, START.plusSeconds(3));
    now = START.plusSeconds(4);

    assertThat(lag.oldest()).contains(Duration.ofSeconds(4));
  }

  @Test
  void shouldForgetAStartThatLaterClaimsHavePassed() {
    lag.sending(first, 1, START);
    now = START.plusSeconds(40);

    lag.claiming(second, 1, START.plusSeconds(31));

    assertThat(lag.oldest()).isEmpty();
  }

  @Test
  void shouldForgetAStartThatStartedNothing() {
    lag.sending(first, 1, START);
    now = START.plus(Duration.ofMinutes(11));

    assertThat(lag.oldest()).isEmpty();
  }
}
