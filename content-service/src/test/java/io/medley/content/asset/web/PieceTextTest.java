package io.medley.content.asset.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.asset.web.PieceText.Kind;
import io.medley.content.asset.web.PieceText.Part;
import io.medley.content.asset.web.PieceView.Numbered;
import io.medley.content.asset.web.PieceView.Run;
import io.medley.content.extraction.Details.Block;
import io.medley.content.extraction.Details.BlockKind;
import io.medley.content.extraction.ExtractedFile.Section;
import io.medley.content.extraction.ExtractedFile.SectionKind;
import io.medley.content.precheck.Finding;
import io.medley.content.precheck.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PieceTextTest {

  @Test
  void shouldLayTextOutAsHeadingsListsTablesAndParagraphs() {
    Text text = new Text();
    text.block(BlockKind.HEADING, 2, 0, "Dosing");
    text.plain("Once a day.");
    text.block(BlockKind.NUMBERED, 1, 0, "Check");
    text.block(BlockKind.NUMBERED, 1, 0, "Dose");
    text.plain("Afterwards:");
    text.block(BlockKind.NUMBERED, 1, 0, "Wait");
    text.block(BlockKind.HEADER_CELL, 1, 1, "Arm");
    text.block(BlockKind.HEADER_CELL, 1, 1, "Fall");
    text.block(BlockKind.CELL, 1, 2, "Zelvaro");
    text.block(BlockKind.CELL, 1, 2, "12 mmHg\nat week 8");
    text.plain("The end.");

    List<Part> parts = text.laidOut(List.of());

    assertThat(parts)
        .extracting(Part::kind)
        .containsExactly(
            Kind.HEADING,
            Kind.TEXT,
            Kind.NUMBERED,
            Kind.NUMBERED,
            Kind.TEXT,
            Kind.NUMBERED,
            Kind.TABLE,
            Kind.TEXT);
    assertThat(parts.get(3).number()).isEqualTo(2);
    assertThat(parts.get(5).number()).as("a list after other text begins anew").isEqualTo(1);
    Part table = parts.get(6);
    assertThat(table.rows()).extracting(PieceText.Row::header).containsExactly(true, false);
    assertThat(table.rows().get(1).cells().get(1).lines()).hasSize(2);
  }

  @Test
  void shouldMarkFindingsInsideCellsAndAcrossParagraphsOnceEach() {
    Text text = new Text();
    text.plain("It is the best.");
    text.block(BlockKind.CELL, 1, 1, "most effective");
    Numbered across = finding(1, 10, 20);
    Numbered inCell = finding(2, 16, 30);

    List<Part> parts = text.laidOut(List.of(across, inCell));

    assertThat(marked(parts.getFirst().runs(), 1)).isEqualTo("best.");
    List<Run> cell = parts.get(1).rows().getFirst().cells().getFirst().lines().getFirst();
    assertThat(marked(cell, 1)).isEqualTo("most");
    assertThat(marked(cell, 2)).isEqualTo("most effective");
    assertThat(cell.stream().map(Run::text).collect(Collectors.joining()))
        .isEqualTo("most effective");
  }

  @Test
  void shouldReadASpreadsheetsLinesAsRows() {
    Section section =
        new Section(SectionKind.SECTION, 1, "", "Arm\tFall\nZelvaro\t12\n\n\t7", List.of());

    List<Part> parts = PieceText.of(section, List.of(), List.of(), true);

    assertThat(parts).extracting(Part::kind).containsExactly(Kind.TABLE);
    assertThat(parts.getFirst().rows()).hasSize(3);
    assertThat(parts.getFirst().rows().getLast().cells().getFirst().lines()).isEmpty();
  }

  private static String marked(List<Run> runs, int number) {
    return runs.stream()
        .filter(run -> run.findings().stream().anyMatch(entry -> entry.number() == number))
        .map(Run::text)
        .collect(Collectors.joining());
  }

  private static Numbered finding(int number, int start, int end) {
    return new Numbered(
        number,
        new Finding(
            "C24",
            Severity.REVIEW,
            Finding.Kind.TEXT_PATTERN,
            "GB",
            1,
            start,
            end,
            "",
            "message",
            "fix",
            "basis"),
        0);
  }

  private static final class Text {
    private final StringBuilder words = new StringBuilder();
    private final List<Block> blocks = new ArrayList<>();

    void plain(String line) {
      words.append(line).append('\n');
    }

    void block(BlockKind kind, int level, int row, String line) {
      blocks.add(new Block(1, words.length(), words.length() + line.length(), kind, level, row));
      plain(line);
    }

    List<Part> laidOut(List<Numbered> findings) {
      return PieceText.of(
          new Section(SectionKind.SECTION, 1, "", words.toString(), List.of()),
          findings,
          blocks,
          false);
    }
  }
}
