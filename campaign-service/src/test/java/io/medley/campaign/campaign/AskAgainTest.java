package io.medley.campaign.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskAgainTest {

  private static final Instant NOW = Instant.parse("2026-03-03T12:00:00Z");

  @ParameterizedTest
  @CsvSource({"-P3D,PT5S", "-PT1S,PT5S", "PT0S,PT5S", "PT5S,PT5S", "PT6S,PT6S", "P90D,P90D"})
  void shouldNameNoDateThatHasPassed(Duration meant, Duration answered) {
    assertThat(AskAgain.notBefore(NOW.plus(meant), NOW)).isEqualTo(NOW.plus(answered));
  }
}
