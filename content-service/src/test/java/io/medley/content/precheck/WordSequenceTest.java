package io.medley.content.precheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordSequenceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "en; ~reduce; risk was reduced by a third; reduced",
        "en; =superlative ..3 @product; the mightiest once-daily tablet there is; mightiest"
            + " once-daily tablet",
        "en; =superlative-@dull ..3 @product; the latest tablet; ''",
        "en; =comparative; smoother days; smoother",
        "en; =comparative; take two tablets to lower blood pressure; ''",
        "en; ~supreme; supremely effective; supremely",
        "en; =number % =comparative; events became 40% rarer; 40% rarer",
        "en; @brand =verb; zelvarostat quietens the surge; zelvarostat quietens",
        "en; @brand =verb; zelvarostat 10 mg tablets; ''",
        "en; significant !=noun; a significant burden; ''",
        "en; significant !=noun; the gap was significant; significant",
        "en; ^ more; more of it; more",
        "en; ^ more; no more; ''",
        "en; more $; no more; more",
        "en; ~strike|stop ..1 here; we struck here and there; struck here",
        "de; =superlative ..2 @product; die klügste entscheidung; klügste entscheidung",
        "de; =comparative; kein mittel wirkt zuverlässiger; zuverlässiger",
        "de; =comparative; ein sicherer parkplatz; ''",
        "de; =comparative; bei essenzieller hypertonie; ''",
        "de; ~sinken; die werte sanken; sanken",
        "de; ~therapie; die blutdrucktherapie; blutdrucktherapie",
        "fr; plus =adjective; des valeurs plus basses; plus basses",
        "fr; ~faire ~reculer; il fait reculer la pression; fait reculer",
        "en; @product <>2 fast; a tablet that is fast; tablet that is fast",
        "en; @product <>2 fast; fast as a tablet; fast as a tablet",
        "en; @product <>2 fast; fast is not what a tablet is; ''",
        "en; =number % ..1 ~adult; 58 per cent of adults; 58 per cent of adults",
        "de; =number % ..1 ~erwachsene; 58 prozent der erwachsenen; 58 prozent der erwachsenen",
        "fr; =number % ..1 ~adulte; 58 pour cent des adultes; 58 pour cent des adultes",
        "en; never & @product; never was there a tablet like it; never",
        "en; never & @product; never on a monday; ''",
        "en; each =plural; each readings; each readings",
        "en; each =plural; each reading; ''",
        "de; die =plural wird; die tabletten wird; die tabletten wird",
        "de; der =singular sollten; der patient sollten; der patient sollten",
        "de; der =singular sollten; zwei der patienten sollten; ''",
        "de; ~kind; für schulkinder; schulkinder",
        "fr; les =singular; les comprimé; les comprimé",
        "fr; les =singular; les repas; ''",
        "es; ~reducir; reduce el riesgo; ''",
        "es; reduce el; reduce el riesgo; reduce el"
      })
  void shouldKnowWordsByWhatTheyAre(
      String language, String expression, String sentence, String found) {
    WordSequence sequence =
        WordSequence.parse(
            expression,
            name ->
                switch (name) {
                  case "product" -> List.of("tablet", "decision", "entscheidung");
                  case "dull" -> List.of("late");
                  default -> List.of();
                });

    List<String> matches =
        sequence
            .find(WordSequence.words(sentence), Morphology.of(language), Set.of("zelvarostat"))
            .stream()
            .map(match -> sentence.substring(match.start(), match.end()))
            .toList();

    assertThat(matches).isEqualTo(found.isEmpty() ? List.of() : List.of(found));
  }

  @Test
  void shouldLeaveNumbersOfReferencesOut() {
    assertThat(WordSequence.words("fell by 12.4 %.[2]"))
        .extracting(WordSequence.Word::text)
        .containsExactly("fell", "by", "12.4", "%");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "=superlatif; there is no kind of word “superlatif”",
        "the @produkt; there is no set “produkt”",
        "one||two; “one||two” lacks a word"
      })
  void shouldSayWhatCannotBeRead(String expression, String why) {
    assertThatThrownBy(() -> WordSequence.parse(expression, name -> List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(why);
  }
}
