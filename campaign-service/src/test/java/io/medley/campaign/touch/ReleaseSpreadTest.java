package io.medley.campaign.touch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseSpreadTest {

  @ParameterizedTest(name = "{0} that wait, {1} a second: {2}")
  @CsvSource({
    "0, 20, PT30M",
    "36000, 20, PT30M",
    "36001, 20, PT30M0.05S",
    "50000, 20, PT41M40S",
    "50000, 100, PT30M",
    "1000000, 20, PT3H",
    "10, 0.001, PT2H46M40S",
    "1000, 0.0001, PT3H"
  })
  void shouldSpreadAsLongAsTheEngineNeedsAndNotAllDay(
      long waiting, double perSecond, Duration width) {
    assertThat(ReleaseSpread.of(Duration.ofMinutes(30), waiting, perSecond)).isEqualTo(width);
  }

  @ParameterizedTest
  @CsvSource({"PT0S, PT0S", "PT5H, PT5H"})
  void shouldNeverSpreadLessThanSet(Duration set, Duration width) {
    assertThat(ReleaseSpread.of(set, 0, 20)).isEqualTo(width);
  }
}
