package io.medley.campaign.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

  @Test
  void shouldGiveTheIntervalOfNewcombesExample() {
    // Newcombe 1998, table II, example (a), method 10: 56/70 against 48/80.
    Comparison comparison = new Comparison(70, 56, 80, 48);

    assertThat(comparison.uplift()).isCloseTo(0.2, within(1e-9));
    assertThat(comparison.lower()).isCloseTo(0.0524, within(5e-5));
    assertThat(comparison.upper()).isCloseTo(0.3339, within(5e-5));
  }

  @ParameterizedTest
  @CsvSource({
    "9500, 1425, 500, 25, HIGHER",
    "9500, 190, 500, 50, LOWER",
    "450, 60, 50, 4, TOO_SMALL_TO_SAY",
    "0, 0, 50, 4, NOTHING_TO_COMPARE",
    "450, 60, 0, 0, NOTHING_TO_COMPARE",
    "10, 10, 1, 0, TOO_SMALL_TO_SAY"
  })
  void shouldNameAWinnerOnlyWhereItCanBeShown(
      long treated, long with, long heldOut, long heldOutWith, Comparison.Verdict verdict) {
    assertThat(new Comparison(treated, with, heldOut, heldOutWith).verdict()).isEqualTo(verdict);
  }

  @Test
  void shouldBeSurerOfEachWhereSeveralAreMadeSideBySide() {
    // z = 2.09: enough alone, not enough as one of three.
    Comparison alone = new Comparison(2_000, 262, 2_000, 219);
    Comparison ofThree = new Comparison(2_000, 262, 2_000, 219, 3);

    assertThat(alone.lower()).isPositive();
    assertThat(ofThree.lower()).isNegative();
    assertThat(ofThree.minimumDetectable()).isGreaterThan(alone.minimumDetectable());
    assertThat(ofThree.uplift()).isEqualTo(alone.uplift());
  }

  @Property
  void shouldNeverNameAWinnerBelowTheSmallestDetectableEffectOrWithZeroInTheInterval(
      @ForAll @IntRange(min = 1, max = 2_000) int treated,
      @ForAll @IntRange(max = 100) int treatedPercent,
      @ForAll @IntRange(min = 1, max = 2_000) int heldOut,
      @ForAll @IntRange(max = 100) int heldOutPercent) {
    Comparison comparison =
        new Comparison(
            treated,
            (long) treated * treatedPercent / 100,
            heldOut,
            (long) heldOut * heldOutPercent / 100);

    assertThat(comparison.uplift()).isBetween(comparison.lower(), comparison.upper());
    assertThat(comparison.lower()).isGreaterThanOrEqualTo(-1 - 1e-9);
    assertThat(comparison.upper()).isLessThanOrEqualTo(1 + 1e-9);
    if (Math.abs(comparison.uplift()) < comparison.minimumDetectable()
        || (comparison.lower() <= 0 && comparison.upper() >= 0)) {
      assertThat(comparison.verdict()).isEqualTo(Comparison.Verdict.TOO_SMALL_TO_SAY);
    }
  }

  @Test
  void shouldShowSmallerEffectsInLargerGroups() {
    assertThat(Comparison.minimumDetectable(9_500, 500, 0.1)).isCloseTo(0.0386, within(5e-4));
    assertThat(Comparison.minimumDetectable(450, 50, 0.1))
        .isGreaterThan(Comparison.minimumDetectable(4_500, 500, 0.1));
    assertThat(Comparison.minimumDetectable(450, 0, 0.1)).isEqualTo(1);
  }

  @Test
  void shouldRefuseImpossibleCounts() {
    assertThatThrownBy(() -> new Comparison(10, 11, 10, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
