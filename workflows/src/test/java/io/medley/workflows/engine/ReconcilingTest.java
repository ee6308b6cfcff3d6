package io.medley.workflows.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.platform.time.RealTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

class ReconcilingTest {

  private static final Instant REAL = Instant.parse("2026-11-26T10:00:00Z");
  private static final Instant BUSINESS = Instant.parse("2027-03-01T08:00:00Z");

  private final List<String> asked = new ArrayList<>();
  private final Reconciling reconciling =
      new Reconciling(
          Clock.fixed(BUSINESS, ZoneOffset.UTC),
          (RealTime) () -> REAL,
          TransactionOperations.withoutTransaction());

  @Test
  void shouldAskAgainWhatWasAskedAMinuteOfRealTimeAgo() {
    reconciling.askAgain(
        (before, limit) -> {
          assertThat(before).isEqualTo(REAL.minus(Duration.ofSeconds(60)));
          return List.of("one", "two");
        },
        (row, now) -> {
          assertThat(now).isEqualTo(REAL);
          asked.add(row);
        });

    assertThat(asked).containsExactly("one", "two");
  }

  @Test
  void shouldFollowWhatEndedAMinuteOfBusinessTimeAgo() {
    reconciling.followEnded(
        (before, limit) -> {
          assertThat(before).isEqualTo(BUSINESS.minus(Duration.ofSeconds(60)));
          return List.of("ended");
        },
        (row, now) -> {
          assertThat(now).isEqualTo(REAL);
          asked.add(row);
        });

    assertThat(asked).containsExactly("ended");
  }

  @Test
  void shouldNotKeepOthersWaitingForARowThatFails() {
    reconciling.askAgain(
        (before, limit) -> List.of("broken", "sound"),
        (row, now) -> {
          if (row.equals("broken")) {
            throw new IllegalStateException("this row cannot be asked for");
          }
          asked.add(row);
        });

    assertThat(asked).containsExactly("sound");
  }
}
