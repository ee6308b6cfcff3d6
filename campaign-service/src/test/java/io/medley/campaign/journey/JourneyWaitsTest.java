package io.medley.campaign.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JourneyWaitsTest {

  private static final Instant NOW = Instant.parse("2026-03-28T22:30:00Z");

  @Test
  void shouldStretchAWaitByAtMostATenth() {
    for (int i = 0; i < 200; i++) {
      Instant end = JourneyWaits.end(NOW, Duration.ofSeconds(20), UUID.randomUUID(), "pause");

      assertThat(end).isBetween(NOW.plusSeconds(20), NOW.plusSeconds(22));
    }
  }

  @Test
  void shouldStretchALongWaitByAtMostHalfAnHour() {
    Duration wait = Duration.ofDays(30);

    for (int i = 0; i < 200; i++) {
      assertThat(JourneyWaits.end(NOW, wait, UUID.randomUUID(), "pause"))
          .isBetween(NOW.plus(wait), NOW.plus(wait).plus(Duration.ofMinutes(30)));
    }
  }

  @Test
  void shouldSpreadAnAudience() {
    Set<Instant> ends = new HashSet<>();

    for (int i = 0; i < 500; i++) {
      ends.add(JourneyWaits.end(NOW, Duration.ofDays(3), UUID.randomUUID(), "await-response"));
    }

    assertThat(ends).hasSizeGreaterThan(450);
  }

  @Test
  void shouldAlwaysStretchTheSameWaitAlike() {
    UUID enrolment = UUID.fromString("2b1c65b6-6f4f-4b58-9a52-5f0f5a6d1d11");

    assertThat(JourneyWaits.end(NOW, Duration.ofDays(3), enrolment, "pause"))
        .isEqualTo(JourneyWaits.end(NOW, Duration.ofDays(3), enrolment, "pause"))
        .isNotEqualTo(JourneyWaits.end(NOW, Duration.ofDays(3), enrolment, "await-response"));
  }

  @Test
  void shouldNotWaitAtAllWhenTheCampaignSaysZero() {
    assertThat(JourneyWaits.end(NOW, Duration.ZERO, UUID.randomUUID(), "pause")).isEqualTo(NOW);
  }
}
