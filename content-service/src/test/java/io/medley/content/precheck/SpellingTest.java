package io.medley.content.precheck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

  @ParameterizedTest
  @CsvSource({
    "en-GB,glas,glass",
    "en-GB,develope,develop",
    "en-GB,shuold,should",
    "en-GB,sumary,summary",
    "de-DE,tablete,tablette",
    "de-DE,durchgefürt,durchgeführt",
    "de-DE,packungsbeilge,packungsbeilage",
    "de-DE,einahme,einnahme",
    "fr-FR,attentivemment,attentivement",
    "fr-FR,presion,pression"
  })
  void shouldMeanTheWordThatIsOneLetterAway(String language, String slip, String right) {
    Spelling spelling = spelling(language);

    assertThat(spelling.knows(slip)).isFalse();
    assertThat(spelling.meant(slip)).first().isEqualTo(right);
  }

  @ParameterizedTest
  @CsvSource({
    "en-GB,oligohydramnios",
    "en-GB,itraconazole",
    "en-US,nephrosclerosis",
    "de-DE,zelvarostat",
    "fr-FR,zelvarostat"
  })
  void shouldLeaveWordsAloneThatNothingIsNear(String language, String word) {
    assertThat(spelling(language).meant(word)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "de-DE,blutdruckselbstmessung",
    "de-DE,tabletteneinnahme",
    "de-DE,umverpackung",
    "de-DE,einnahme",
    "de-DE,herzfrequenz",
    "de-DE,steigerbar",
    "en-GB,anaemia",
    "fr-FR,pharmacocinétique"
  })
  void shouldKnowWordsAndWhatIsPutTogetherFromThem(String language, String word) {
    assertThat(spelling(language).knows(word)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "en-GB,color,colour",
    "en-US,colour,color",
    "en-US,organise,organize",
    "en-US,haemorrhage,hemorrhage",
    "en-GB,favorite,favourite"
  })
  void shouldKnowTheOtherRegionsSpelling(String language, String foreign, String own) {
    assertThat(spelling(language).isOfOtherRegion(foreign)).isTrue();
    assertThat(spelling(language).isOfOtherRegion(own)).isFalse();
  }

  @Test
  void shouldHaveNoOpinionOnOtherLanguages() {
    assertThat(Spelling.of("es-ES", Morphology.of("es-ES"))).isEmpty();
  }

  private static Spelling spelling(String language) {
    return Spelling.of(language, Morphology.of(language)).orElseThrow();
  }
}
