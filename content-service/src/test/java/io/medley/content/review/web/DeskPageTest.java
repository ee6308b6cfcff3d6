package io.medley.content.review.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.asset.TextSection;
import io.medley.content.precheck.Finding;
import io.medley.content.precheck.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeskPageTest {

  private static final TextSection PAGE =
      new TextSection(TextSection.Kind.PAGE, 1, "", "The best medicine is proven and the best.");

  @Test
  void shouldCutTheTextWhereFindingsAre() {
    List<DeskPage.Part> parts =
        DeskPage.parts(PAGE.text(), List.of(finding(1, 1, 4, 8), finding(2, 1, 21, 27)));

    assertThat(parts)
        .extracting(DeskPage.Part::text, DeskPage.Part::number)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("The ", 0),
            org.assertj.core.groups.Tuple.tuple("best", 1),
            org.assertj.core.groups.Tuple.tuple(" medicine is ", 0),
            org.assertj.core.groups.Tuple.tuple("proven", 2),
            org.assertj.core.groups.Tuple.tuple(" and the best.", 0));
  }

  @Test
  void shouldLoseNoWordsWhenSpansOverlapOrRunOver() {
    List<DeskPage.Part> parts =
        DeskPage.parts(
            PAGE.text(),
            List.of(
                finding(1, 1, 4, 20),
                finding(2, 1, 10, 16),
                finding(3, 1, 36, 900),
                finding(4, 1, null, null)));

    assertThat(String.join("", parts.stream().map(DeskPage.Part::text).toList()))
        .isEqualTo(PAGE.text());
  }

  @Test
  void shouldMarkFindingsOnTheirPageFromTopToBottomWithoutCoveringEachOther() {
    List<DeskPage.Sheet> sheets =
        DeskPage.sheets(
            List.of(PAGE, new TextSection(TextSection.Kind.PAGE, 2, "", "Nothing here.")),
            List.of(finding(1, 1, 36, 40), finding(2, 1, 4, 8), finding(3, 1, 5, 8)),
            true);

    assertThat(sheets.get(0).marks()).extracting(DeskPage.Mark::number).containsExactly(2, 3, 1);
    assertThat(sheets.get(0).marks())
        .extracting(DeskPage.Mark::top)
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(sheets.get(1).marks()).isEmpty();
  }

  private static DeskPage.Numbered finding(
      int number, int page, @Nullable Integer start, @Nullable Integer end) {
    return new DeskPage.Numbered(
        number,
        new Finding(
            "C24",
            Severity.REVIEW,
            Finding.Kind.TEXT_PATTERN,
            "GB",
            page,
            start,
            end,
            "best",
            "A superlative",
            "Leave it out",
            "ABPI"));
  }
}
