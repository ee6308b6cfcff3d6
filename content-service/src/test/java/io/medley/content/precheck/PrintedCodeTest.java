package io.medley.content.precheck;

import static io.medley.content.precheck.PreCheckFixtures.aPiece;
import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.extraction.ExtractedFile.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

/** C11 with a code on the page: what it says, and what is printed beside it. */
class PrintedCodeTest {

  private static final String ADDRESS = "https://www.zelvaro.example/gb/prescribing-information";
  private static final String TEXT =
      "Zelvaro\u25bc (zelvarostat) for adults. "
          + "Words that say nothing of the code at all, and more of them. ".repeat(4)
          + "Scan for the prescribing information.";

  @Test
  void shouldTakeACodeWithWordsBesideIt() {
    assertThat(printed(ADDRESS, 0.9)).isEmpty();
  }

  @Test
  void shouldRemarkACodeWhoseWordsStandElsewhere() {
    assertThat(printed(ADDRESS, 0.1))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.REVIEW);
              assertThat(finding.message()).contains("stands alone");
            });
  }

  @Test
  void shouldBlockACodeThatLeadsElsewhereAndNameWhere() {
    assertThat(printed("https://www.zelvaro.example/gb/prescribing-information-2024", 0.9))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.BLOCK);
              assertThat(finding.message()).contains("prescribing-information-2024");
            });
  }

  @Test
  void shouldHoldACodeToTheAllowedAddressesLikeALink() {
    assertThat(
            aPiece()
                .channels("PRINT")
                .withText(TEXT)
                .code("https://elsewhere.example/", 0.5, 0.9)
                .findings("C35"))
        .anyMatch(finding -> finding.message().contains("elsewhere.example"));
  }

  /** The first words stand at the top of the page, the last at its foot. */
  private static List<Finding> printed(String code, double y) {
    int last = TEXT.indexOf("Scan");
    return aPiece()
        .channels("PRINT")
        .withoutPrescribingInformation()
        .withText(TEXT)
        .boxes(
            new Box(0, 10, 0.1, 0.1, 0.5, 0.05), new Box(last, TEXT.length(), 0.1, 0.9, 0.5, 0.05))
        .code(code, 0.5, y)
        .findings("C11");
  }
}
