package io.medley.content.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.asset.TextSection;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuotesTest {

  private static final List<TextSection> STUDY =
      List.of(
          page(1, "ZEAL-1 was a randomised study.\nIt enrolled 812 adults."),
          page(
              2,
              "Results\nMean seated systolic blood pres-\nsure fell by 12.4 mmHg with zelvarostat 10 mg at week 12, against 5.1 mmHg\nwith placebo (p<0.001). Dizziness was reported by 4% of patients."));

  @Test
  void shouldFindAQuoteAcrossLinesAndHyphens() {
    assertThat(
            Quotes.find(
                STUDY,
                "mean seated systolic blood pressure fell by 12.4 mmHg with zelvarostat 10 mg at week 12, against 5.1 mmHg with placebo",
                0))
        .hasValueSatisfying(
            place -> {
              assertThat(place.page()).isEqualTo(2);
              assertThat(place.text()).startsWith("Mean seated").endsWith("placebo");
            });
  }

  @Test
  void shouldNotFindItOnAnotherPageNorInOtherWords() {
    assertThat(Quotes.find(STUDY, "It enrolled 812 adults", 2)).isEmpty();
    assertThat(Quotes.find(STUDY, "It enrolled 821 adults", 0)).isEmpty();
    assertThat(Quotes.find(STUDY, "  ", 0)).isEmpty();
  }

  @Test
  void shouldProposeThePassageThatSaysMostOfAClaim() {
    List<Quotes.Passage> proposed =
        Quotes.propose(
            STUDY,
            "Zelvarostat 10 mg lowered systolic blood pressure by 12.4 mmHg versus 5.1 mmHg with placebo at week 12",
            "en");

    assertThat(proposed.getFirst().place().page()).isEqualTo(2);
    assertThat(proposed.getFirst().place().text())
        .contains("12.4 mmHg")
        .doesNotContain("Dizziness");
    assertThat(proposed.getFirst().missing()).isEmpty();
  }

  private static TextSection page(int number, String text) {
    return new TextSection(TextSection.Kind.PAGE, number, "", text);
  }
}
