package io.medley.campaign.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import org.junit.jupiter.api.Test;

class DetectabilityTest {

  @Test
  void shouldSayTheSmallestDifferenceAndOnlyWhatWouldLowerIt() {
    Detectability small = Detectability.of(1_000, 0.05);

    assertThat(small.heldOut()).isEqualTo(50);
    assertThat(small.points())
        .isEqualTo(100 * Comparison.minimumDetectable(950, 50, Detectability.ASSUMED));
    assertThat(small.levers())
        .extracting(Detectability.Lever::what)
        .contains("hold out 10 % of the audience", "an audience four times as large")
        .doesNotContain("hold out 5 % of the audience");
    assertThat(small.levers())
        .allMatch(lever -> lever.points() < small.points())
        .isSortedAccordingTo(Comparator.comparingDouble(Detectability.Lever::points));
  }

  @Test
  void shouldShowNothingWithoutAHoldoutAndSayThatOneWould() {
    Detectability none = Detectability.of(1_000, 0);

    assertThat(none.shows()).isFalse();
    assertThat(none.levers())
        .extracting(Detectability.Lever::what)
        .contains("hold out 20 % of the audience")
        .noneMatch(what -> what.contains("as large"));
  }

  @Test
  void shouldPutSharesTogetherThatAreDrawnApart() {
    assertThat(Detectability.together(300, 0, 500)).isCloseTo(0.0785, within(1e-9));
    assertThat(Detectability.together(0, 0, 0)).isZero();
  }
}
