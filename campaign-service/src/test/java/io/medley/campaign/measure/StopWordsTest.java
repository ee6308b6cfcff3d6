package io.medley.campaign.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StopWordsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STOP",
        "stop",
        " Stop. ",
        "\"STOP\"",
        "stop please",
        "STOPP",
        "Abmelden!",
        "arrêt",
        "opt-out",
        "Opt out",
        "unsubscribe me",
        "...end"
      })
  void shouldUnderstandWhoWantsNoMore(String text) {
    assertThat(StopWords.in(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "  ", "Thank you", "When does the study stop?", "Please call me", "12345"})
  void shouldNotTakeAnythingElseForIt(String text) {
    assertThat(StopWords.in(text)).isFalse();
  }
}
