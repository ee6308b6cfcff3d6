package io.medley.content.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.claim.WordingComparison.Kind;
import io.medley.content.claim.WordingComparison.Side;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingComparisonTest {

  private static final String CLAIM =
      "In ZEAL-1 (n=812), zelvarostat 10 mg once daily lowered mean seated systolic blood pressure by 12.4 mmHg at week 12 versus 5.1 mmHg with placebo (p<0.001).";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "case and spacing | In  zeal-1 (N=812), Zelvarostat 10 mg once daily lowered mean seated systolic blood pressure by 12.4 mmHg at week 12 versus 5.1 mmHg with placebo (p<0.001)",
        "reference numbers | In ZEAL-1 (n=812), zelvarostat 10 mg once daily lowered mean seated systolic blood pressure by 12.4 mmHg at week 12[2] versus 5.1 mmHg with placebo (p<0.001).¹",
        "a space between figure and sign | In ZEAL-1 (n = 812), zelvarostat 10 mg once daily lowered mean seated systolic blood pressure by 12.4 mmHg at week 12 versus 5.1 mmHg with placebo (p < 0.001)."
      })
  void shouldTakeTheSameWordsForExact(String what, String found) {
    WordingComparison comparison = WordingComparison.of(CLAIM, found, "en-GB");

    assertThat(comparison.match()).contains(MatchType.EXACT);
    assertThat(comparison.similarity()).isEqualTo(1);
    assertThat(comparison.words()).allMatch(word -> word.side() == Side.BOTH);
  }

  @Test
  void shouldCallAnotherWordNearAndShowWhichOne() {
    WordingComparison comparison =
        WordingComparison.of(CLAIM, CLAIM.replace("mean seated", "average seated"), "en-GB");

    assertThat(comparison.match()).contains(MatchType.NEAR);
    assertThat(comparison.similarity()).isBetween(WordingComparison.NEAR, 0.999);
    assertThat(side(comparison, Side.APPROVED)).isEqualTo("mean");
    assertThat(side(comparison, Side.FOUND)).isEqualTo("average");
  }

  @ParameterizedTest(name = "{0}: {1} → {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "NUMBER     | 12.4 mmHg       | 12.9 mmHg",
        "NUMBER     | 12.4 mmHg       | 124 mmHg",
        "NUMBER     | (n=812)         | (n=821)",
        "NUMBER     | ZEAL-1          | ZEAL-2",
        "NUMBER     | at week 12      | at week 24",
        "UNIT       | 10 mg           | 10 µg",
        "UNIT       | 5.1 mmHg        | 5.1%",
        "NEGATION   | lowered mean    | never lowered mean",
        "COMPARATOR | p<0.001         | p>0.001",
        "COMPARATOR | lowered mean    | raised mean",
        "COMPARATOR | lowered mean    | significantly lowered mean"
      })
  void shouldCallItAlteredWhenWhatCarriesTheMeaningDiffers(Kind kind, String from, String to) {
    WordingComparison comparison = WordingComparison.of(CLAIM, CLAIM.replace(from, to), "en-GB");

    assertThat(comparison.match()).contains(MatchType.ALTERED);
    assertThat(comparison.differences())
        .anySatisfy(difference -> assertThat(difference.kind()).isEqualTo(kind));
  }

  @Test
  void shouldStillKnowTheSentenceWhenEveryFigureWasChanged() {
    String found =
        "In ZEAL-9 (n=45), zelvarostat 99 mg once daily lowered mean seated systolic blood pressure by 77.7 mmHg at week 88 versus 66.6 mmHg with placebo (p<0.5).";

    WordingComparison comparison = WordingComparison.of(CLAIM, found, "en-GB");

    assertThat(comparison.match()).contains(MatchType.ALTERED);
    assertThat(comparison.differences()).hasSizeGreaterThanOrEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Monitor renal function and serum potassium during treatment.",
        "Zelvarostat is available in the United Kingdom.",
        "In ZEAL-1 (n=812), the most frequent adverse reaction with zelvarostat 10 mg was dizziness at week 12."
      })
  void shouldNotMistakeAnotherSentenceForIt(String found) {
    assertThat(WordingComparison.of(CLAIM, found, "en-GB").match()).isEmpty();
  }

  @Test
  void shouldReadFiguresAsTheLanguageWritesThem() {
    assertThat(
            WordingComparison.unsupportedFigures(
                "Senkung um 12,4 mmHg nach 12 Wochen, 1.812 Patienten",
                "de-DE",
                List.of("lowered by 12.4 mmHg over 12 weeks in 1,812 patients"),
                "en-GB"))
        .isEmpty();
  }

  @Test
  void shouldNameFiguresThatNoQuoteBearsOut() {
    assertThat(
            WordingComparison.unsupportedFigures(
                "Lowered by 12.4 mmHg (95% CI 5.9 to 8.7) at week 12 in 30% of patients",
                "en-GB",
                List.of("The mean reduction was 12.38 mmHg (95% CI 5.9 to 8.7).", "week 12, n=30"),
                "en-GB"))
        .containsExactly("30 %");
  }

  private static String side(WordingComparison comparison, Side side) {
    return comparison.words().stream()
        .filter(word -> word.side() == side)
        .map(WordingComparison.DiffWord::text)
        .collect(Collectors.joining(" "));
  }
}
