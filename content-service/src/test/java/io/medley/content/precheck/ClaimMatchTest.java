package io.medley.content.precheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.precheck.LibraryClaim.Anchor;
import io.medley.content.precheck.LibraryClaim.Scope;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimMatchTest {

  private static final String WORDING =
      "Dizziness was reported by 3.1% of patients on zelvarostat and by 2.4% on placebo (n=812).";

  private static final LibraryClaim.Wording WORDED =
      new LibraryClaim.Wording("en", WORDING, Scope.everywhere());

  @ParameterizedTest
  @ValueSource(
      strings = {
        WORDING,
        "Dizziness was reported by 3.1 % of patients on zelvarostat and by 2.4 per cent on placebo"
            + " (n = 812).²",
        "DIZZINESS was reported by 3,1% of patients on zelvarostat and by 2.4% on placebo (n=812)"
            + " [2]."
      })
  void shouldTakeSpacingCaseAndMarksForNothing(String sentence) {
    assertThat(match(sentence)).get().extracting(ClaimMatch::isExact).isEqualTo(true);
  }

  @Test
  void shouldNameTheStrangeFigure() {
    assertThat(match(WORDING.replace("3.1", "1.3")))
        .get()
        .satisfies(
            near -> {
              assertThat(near.isExact()).isFalse();
              assertThat(near.strangeFigures())
                  .extracting(ClaimWords.Figure::shown)
                  .containsExactly("1.3%");
              assertThat(near.difference()).isEqualTo("“3.1” became “1.3”");
            });
  }

  @Test
  void shouldSayInWordsWhatDiffers() {
    assertThat(match(WORDING.replace("of patients", "of adults")))
        .get()
        .satisfies(
            near -> {
              assertThat(near.difference()).isEqualTo("“patients” became “adults”");
              assertThat(near.words())
                  .filteredOn(word -> word.side() != Finding.Side.BOTH)
                  .containsExactly(
                      new Finding.Word(Finding.Side.APPROVED, "patients"),
                      new Finding.Word(Finding.Side.FOUND, "adults"));
            });
  }

  @Test
  void shouldSeeANotThatWasAdded() {
    assertThat(match(WORDING.replace("was reported", "was not reported")))
        .get()
        .extracting(ClaimMatch::negationDiffers)
        .isEqualTo(true);
  }

  @Test
  void shouldSeeAnotherComparator() {
    assertThat(match(WORDING.replace("on placebo", "on tensivopril")))
        .get()
        .satisfies(near -> assertThat(near.strangeComparators()).containsExactly("placebo"));
  }

  @Test
  void shouldAllowRoundingOfTheSourceOnce() {
    assertThat(match(WORDING.replace("3.1%", "3%")))
        .get()
        .satisfies(near -> assertThat(near.unsupportedFigures()).isEmpty());
    assertThat(match(WORDING.replace("3.1%", "3%").replace("2.4%", "3%")))
        .get()
        .satisfies(near -> assertThat(near.unsupportedFigures()).hasSize(1));
  }

  @Test
  void shouldNotTakeAnotherSentenceForTheClaim() {
    assertThat(match("Dizziness, headache and fatigue are common adverse reactions.")).isEmpty();
  }

  private static Optional<ClaimMatch> match(String sentence) {
    LibraryClaim claim =
        new LibraryClaim(
            "c",
            "1",
            "zelvaro",
            List.of(WORDED),
            "",
            Scope.everywhere(),
            null,
            null,
            List.of(new Anchor("r", 1, 8, "Dizziness: zelvarostat 3.1%, placebo 2.4%; n=812.")),
            true);
    return ClaimMatch.of(
            ClaimWords.of(sentence),
            List.of(new ClaimMatch.Wording(claim, WORDED, ClaimWords.of(WORDING))))
        .stream()
        .findFirst();
  }
}
