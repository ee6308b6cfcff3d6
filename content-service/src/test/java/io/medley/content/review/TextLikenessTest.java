package io.medley.content.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextLikenessTest {

  private static final String APPROVED =
      "Zelvaro lowers blood pressure in adults with essential hypertension when taken once a day";

  @Test
  void shouldCallEverythingNewWhenNothingWasApproved() {
    assertThat(TextLikeness.newShare(APPROVED, List.of())).isEqualTo(1);
  }

  @Test
  void shouldFindNothingNewInApprovedWordsWhateverTheirSpacingAndCase() {
    assertThat(
            TextLikeness.newShare(
                "ZELVARO lowers\n blood pres\u00adsure in adults with essential",
                List.of(APPROVED)))
        .isZero();
  }

  @Test
  void shouldMeasureTheShareOfNewRuns() {
    // Fourteen words make ten runs of five; replacing the last word spoils one of them.
    String changed = APPROVED.replace("day", "week");

    assertThat(TextLikeness.newShare(changed, List.of(APPROVED))).isCloseTo(0.1, within(0.001));
  }

  @Test
  void shouldNoticeAChangedFigure() {
    assertThat(
            TextLikeness.newShare(
                "reduced by 12 mmHg at week 12", List.of("reduced by 15 mmHg at week 12")))
        .isPositive();
  }

  @Test
  void shouldCallAnEmptyTextUnchanged() {
    assertThat(TextLikeness.newShare(" ", List.of(APPROVED))).isZero();
  }
}
