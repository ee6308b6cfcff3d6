package io.medley.content.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.market.MarketPacks;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceLevelTest {

  private static final MarketPacks PACKS = MarketPacks.load();

  @ParameterizedTest
  @CsvSource({
    // A full review: ten working days; Thursday to Thursday over two weekends.
    "T1, GB, 2026-11-05T10:00:00Z, 2026-11-19T10:00:00Z",
    "T2, GB, 2026-11-05T10:00:00Z, 2026-11-12T10:00:00Z",
    "T3, GB, 2026-11-05T10:00:00Z, 2026-11-09T10:00:00Z",
    "T0, GB, 2026-11-05T10:00:00Z, 2026-11-06T10:00:00Z",
    // Friday afternoon in Berlin.
    "T0, DE, 2026-11-06T15:30:00Z, 2026-11-09T15:30:00Z",
    // Saturday begins on Monday at midnight of the market.
    "T3, GB, 2026-11-07T12:00:00Z, 2026-11-11T00:00:00Z",
    "T0, DE, 2026-11-08T12:00:00Z, 2026-11-09T23:00:00Z",
    // Friday evening in New York is Saturday already in UTC.
    "T0, US, 2026-11-07T01:00:00Z, 2026-11-10T01:00:00Z",
    // The clocks go back in the night to 25 October: the wall clock of the market counts.
    "T0, GB, 2026-10-23T10:00:00Z, 2026-10-26T11:00:00Z",
    // Over Christmas: 25th and the substitute day on the 28th are holidays in London.
    "T3, GB, 2026-12-24T10:00:00Z, 2026-12-30T10:00:00Z",
    // Thanksgiving is a holiday in New York only.
    "T0, US, 2026-11-25T15:00:00Z, 2026-11-27T15:00:00Z",
    "T0, GB, 2026-11-25T15:00:00Z, 2026-11-26T15:00:00Z",
    // An unknown tier gets the longest time.
    "T9, GB, 2026-11-05T10:00:00Z, 2026-11-19T10:00:00Z",
  })
  void shouldGiveWorkingDaysOfTheMarket(String tier, String market, Instant start, Instant due) {
    assertThat(ServiceLevel.dates(PACKS.of(market), tier, start).dueAt()).isEqualTo(due);
  }

  @Test
  void shouldRemindAtHalfAndCallTheCoordinatorAtOneAndAHalf() {
    ServiceLevel.Dates dates =
        ServiceLevel.dates(PACKS.of("GB"), "T2", Instant.parse("2026-11-02T09:00:00Z"));

    assertThat(dates.remindAt()).isEqualTo("2026-11-04T21:00:00Z");
    assertThat(dates.dueAt()).isEqualTo("2026-11-09T09:00:00Z");
    assertThat(dates.escalateAt()).isEqualTo(dates.dueAt());
    assertThat(dates.coordinatorAt()).isEqualTo("2026-11-11T21:00:00Z");
  }

  @Test
  void shouldNeverBeDueOnAWeekendAndKeepTheOrder() {
    ZoneId london = ZoneId.of("Europe/London");
    for (int hour = 0; hour < 24 * 21; hour++) {
      Instant start = Instant.parse("2026-10-12T00:00:00Z").plus(Duration.ofHours(hour));
      for (String tier : new String[] {"T0", "T1", "T2", "T3"}) {
        ServiceLevel.Dates dates = ServiceLevel.dates(PACKS.of("GB"), tier, start);

        assertThat(dates.dueAt().atZone(london).getDayOfWeek().getValue()).isLessThan(6);
        assertThat(start).isBefore(dates.remindAt());
        assertThat(dates.remindAt()).isBefore(dates.dueAt());
        assertThat(dates.dueAt()).isBefore(dates.coordinatorAt());
      }
    }
  }
}
