package io.medley.campaign.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetyWordsTest {

  private final SafetyWords words = new SafetyWords();

  @ParameterizedTest
  @CsvSource({
    "My patient developed a RASH after two days, ADVERSE_EVENT",
    "She was hospitalised., ADVERSE_EVENT",
    "ein Patient klagte über Unvertraeglichkeit und Übelkeit, ADVERSE_EVENT",
    "il a eu des nausées, ADVERSE_EVENT",
    "un effet   indesirable, ADVERSE_EVENT",
    "she is pregnant, SPECIAL_SITUATION",
    "it did not work, SPECIAL_SITUATION",
    "Die Packung war beschädigt, PRODUCT_COMPLAINT",
    "the pen leaks, PRODUCT_COMPLAINT"
  })
  void shouldFindWhatDrugSafetyMustKnow(String text, SafetyWords.Kind kind) {
    assertThat(words.in(text)).extracting(SafetyWords.Found::kind).contains(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Thank you, please send me the dosing guide.",
        "Crash course on trashy novels?",
        "Bitte rufen Sie mich an.",
        "Merci, à bientôt."
      })
  void shouldLeaveEverythingElseAlone(String text) {
    assertThat(words.in(text)).isEmpty();
  }
}
