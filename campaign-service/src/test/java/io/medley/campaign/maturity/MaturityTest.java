package io.medley.campaign.maturity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rung follows from what was observed. */
class MaturityTest {

  @ParameterizedTest
  @CsvSource({
    // contacts, shown, insights, over, answered, journeys, moved
    "0, 9, 9, 9, 9, 9, 9, NONE",
    "1, 0, 0, 0, 0, 1, 0, INSTRUCTION",
    "1, 5, 0, 4, 4, 1, 1, INSTRUCTION",
    "1, 0, 5, 4, 4, 1, 1, INSTRUCTION",
    "1, 5, 1, 100, 49, 10, 9, INSIGHT",
    "1, 5, 1, 0, 0, 10, 9, INSIGHT",
    "1, 5, 1, 100, 50, 100, 9, INVOLVEMENT",
    "1, 5, 1, 100, 50, 0, 0, INVOLVEMENT",
    "1, 5, 1, 100, 50, 100, 10, INTERVENTION"
  })
  void shouldReachARungOnlyWithAllBelowIt(
      long contacts,
      long shown,
      long insights,
      long over,
      long answered,
      long journeys,
      long moved,
      Maturity.Level level) {
    Maturity maturity =
        Maturity.of(
            new Maturity.Observed(
                "GB", "zelvaro", contacts, shown, insights, over, answered, journeys, moved));

    assertThat(maturity.level()).isEqualTo(level);
    assertThat(maturity.criteria()).hasSize(4);
  }
}
