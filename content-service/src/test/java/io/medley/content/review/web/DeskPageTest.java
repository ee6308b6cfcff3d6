package io.medley.content.review.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.annotation.Anchoring;
import io.medley.content.annotation.Annotation;
import io.medley.content.annotation.AnnotationTarget;
import io.medley.content.annotation.PlacedAnnotation;
import io.medley.content.asset.AssetId;
import io.medley.content.asset.VersionId;
import io.medley.content.comparison.TextComparison;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.extraction.ExtractedFile.Box;
import io.medley.content.extraction.ExtractedFile.PageImage;
import io.medley.content.extraction.ExtractedFile.Section;
import io.medley.content.extraction.ExtractedFile.SectionKind;
import io.medley.content.precheck.Finding;
import io.medley.content.precheck.Severity;
import io.medley.content.signing.Lane;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeskPageTest {

  private static final String TEXT = "The best medicine is proven and the best.";

  @Test
  void shouldCutTheTextWhereFindingsAndAnnotationsAre() {
    List<DeskSheets.Part> parts =
        DeskSheets.parts(
            TEXT,
            List.of(finding(1, 1, 4, 8), finding(2, 1, 21, 27)),
            List.of(annotation(4, 17, Lane.LEGAL)));

    assertThat(parts)
        .extracting(
            DeskSheets.Part::text,
            DeskSheets.Part::number,
            part -> part.note() == null ? "" : part.note().letter(),
            DeskSheets.Part::noteHead)
        .containsExactly(
            Tuple.tuple("The ", 0, "", false),
            Tuple.tuple("best", 1, "L", false),
            Tuple.tuple(" medicine", 0, "L", true),
            Tuple.tuple(" is ", 0, "", false),
            Tuple.tuple("proven", 2, "", false),
            Tuple.tuple(" and the best.", 0, "", false));
  }

  @Property(tries = 200)
  void shouldLoseNoWordsWhateverOverlaps(
      @ForAll @Size(max = 6) List<@IntRange(max = 60) Integer> starts,
      @ForAll @Size(max = 6) List<@IntRange(max = 60) Integer> ends) {
    int count = Math.min(starts.size(), ends.size());
    List<DeskPage.Numbered> findings =
        java.util.stream.IntStream.range(0, count)
            .mapToObj(i -> finding(i + 1, 1, starts.get(i), ends.get(i)))
            .toList();

    assertThat(
            DeskSheets.parts(TEXT, findings, List.of()).stream()
                .map(DeskSheets.Part::text)
                .collect(Collectors.joining()))
        .isEqualTo(TEXT);
  }

  @Test
  void shouldDrawMarksWhereTheWordsStandWithoutCoveringEachOther() {
    Section page =
        new Section(
            SectionKind.PAGE,
            1,
            "",
            TEXT,
            List.of(new Box(0, 20, 0.1, 0.1, 0.4, 0.02), new Box(21, 41, 0.1, 0.5, 0.4, 0.02)));
    ExtractedFile file =
        new ExtractedFile(
            "application/pdf",
            List.of(page, new Section(SectionKind.PAGE, 2, "", "Nothing here.", List.of())),
            List.of(),
            List.of(),
            Map.of(),
            List.of(new PageImage(1, "a", 1000, 1400), new PageImage(2, "b", 1000, 1400)),
            "");

    List<DeskSheets.Sheet> sheets =
        DeskSheets.of(
            file,
            List.of(finding(1, 1, 36, 40), finding(2, 1, 4, 8), finding(3, 1, 5, 8)),
            List.of(annotation(21, 27, Lane.MEDICAL)));

    assertThat(sheets.getFirst().findings())
        .extracting(DeskSheets.FindingMark::number)
        .containsExactly(2, 3, 1);
    assertThat(sheets.getFirst().findings())
        .extracting(DeskSheets.FindingMark::y)
        .isSorted()
        .doesNotHaveDuplicates();
    DeskSheets.Rect words = sheets.getFirst().notes().getFirst().rects().getFirst();
    assertThat(words.x()).isBetween(99.0, 101.0);
    assertThat(words.y()).isBetween(699.0, 701.0);
    assertThat(words.width()).isBetween(115.0, 125.0);
    assertThat(sheets.getFirst().lines()).extracting(DeskSheets.Line::start).containsExactly(0, 21);
    assertThat(sheets.get(1).findings()).isEmpty();
  }

  @Test
  void shouldShowChangesWithWhatStandsBesideThem() {
    String stayed = "word ".repeat(100);
    List<TextComparison.Part> parts =
        List.of(
            new TextComparison.Part(TextComparison.Change.SAME, stayed),
            new TextComparison.Part(TextComparison.Change.REMOVED, "gone "),
            new TextComparison.Part(TextComparison.Change.SAME, "short "),
            new TextComparison.Part(TextComparison.Change.ADDED, "new "),
            new TextComparison.Part(TextComparison.Change.SAME, stayed));

    List<TextComparison.Part> shown = DeskTabs.shortened(parts);

    assertThat(shown.getFirst().text())
        .startsWith(" … word")
        .endsWith("word ")
        .hasSizeLessThan(110);
    assertThat(shown.subList(1, 4)).isEqualTo(parts.subList(1, 4));
    assertThat(shown.getLast().text()).startsWith("word word").endsWith(" … ").hasSizeLessThan(110);
  }

  @Test
  void shouldFilterByWhenItIsDue() {
    Instant now = Instant.parse("2026-11-25T12:00:00Z");
    assertThat(DeskPage.due(now.minusSeconds(1), "overdue", now)).isTrue();
    assertThat(DeskPage.due(now.plusSeconds(1), "overdue", now)).isFalse();
    assertThat(DeskPage.due(now.plusSeconds(86_399), "today", now)).isTrue();
    assertThat(DeskPage.due(now.plusSeconds(86_401), "today", now)).isFalse();
    assertThat(DeskPage.due(now.plusSeconds(86_401), "week", now)).isTrue();
    assertThat(DeskPage.due(now.plusSeconds(9_999_999), "", now)).isTrue();
  }

  @Test
  void shouldRankWhatIsLateOverWhatIsDueSoonOverTheRest() {
    Instant now = Instant.parse("2026-11-25T12:00:00Z");
    assertThat(DeskPage.Priority.of(now.minusSeconds(1), "T3", now))
        .isEqualTo(DeskPage.Priority.NOW);
    assertThat(DeskPage.Priority.of(now.plusSeconds(3_600), "T3", now))
        .isEqualTo(DeskPage.Priority.HIGH);
    assertThat(DeskPage.Priority.of(now.plusSeconds(2 * 86_400), "T1", now))
        .isEqualTo(DeskPage.Priority.HIGH);
    assertThat(DeskPage.Priority.of(now.plusSeconds(2 * 86_400), "T2", now))
        .isEqualTo(DeskPage.Priority.NORMAL);
  }

  private static PlacedAnnotation annotation(int start, int end, Lane lane) {
    return PlacedAnnotation.original(
        new Annotation(
            UUID.randomUUID(),
            VersionId.random(),
            AssetId.random(),
            lane,
            Annotation.Kind.MUST_FIX,
            Annotation.Category.CLAIM_WORDING,
            Annotation.State.OPEN,
            "By how much?",
            "anna.agency",
            "max.medical",
            "Max Medical",
            new AnnotationTarget(
                1, Objects.requireNonNull(Anchoring.span(TEXT, start, end)), null, null),
            Instant.EPOCH,
            Instant.EPOCH,
            1,
            List.of()));
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
