package io.medley.content.asset.web;

import io.medley.content.asset.web.PieceView.Numbered;
import io.medley.content.asset.web.PieceView.Run;
import io.medley.content.extraction.Details.Block;
import io.medley.content.extraction.Details.BlockKind;
import io.medley.content.extraction.ExtractedFile.Section;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * The text of a section laid out as its file had it: headings, lists, tables and paragraphs, cut
 * where findings begin and end.
 */
public final class PieceText {

  private final Section section;
  private final List<Numbered> findings;
  private final List<Part> parts = new ArrayList<>();
  private final int[] lastNumber = new int[10];

  private PieceText(Section section, List<Numbered> findings) {
    this.section = section;
    this.findings = findings;
  }

  /** What a part is. */
  public enum Kind {
    TEXT,
    HEADING,
    BULLET,
    NUMBERED,
    TABLE
  }

  /**
   * A paragraph, heading, entry of a list, or table.
   *
   * @param level of a heading 1 to 6, of an entry its depth from 1
   * @param number of a numbered entry
   * @param runs its words; empty for a table
   * @param rows of a table
   */
  public record Part(Kind kind, int level, int number, List<Run> runs, List<Row> rows) {
    public Part {
      runs = List.copyOf(runs);
      rows = List.copyOf(rows);
    }
  }

  /** A row of a table. */
  public record Row(boolean header, List<Cell> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /** A cell, line by line. */
  public record Cell(List<List<Run>> lines) {
    public Cell {
      lines = lines.stream().map(List::copyOf).toList();
    }
  }

  /**
   * Lays a section out.
   *
   * @param blocks of this section, in reading order
   * @param spreadsheet whether a line is a row and a tab ends a cell
   */
  static List<Part> of(
      Section section, List<Numbered> findings, List<Block> blocks, boolean spreadsheet) {
    PieceText text = new PieceText(section, findings);
    if (spreadsheet) {
      text.sheet();
    } else {
      text.blocks(blocks);
    }
    return List.copyOf(text.parts);
  }

  /** The words of a stretch of a section, cut where findings begin and end. */
  static List<Run> runs(Section section, List<Numbered> findings, int from, int to) {
    return new PieceText(section, findings).runs(from, to);
  }

  private void blocks(List<Block> blocks) {
    List<Block> ordered = blocks.stream().sorted(Comparator.comparingInt(Block::start)).toList();
    int at = 0;
    for (int i = 0; i < ordered.size(); i++) {
      Block block = ordered.get(i);
      if (block.start() < at) {
        continue;
      }
      paragraphs(at, block.start());
      at = Math.min(block.end(), section.text().length());
      if (isCell(block)) {
        List<Block> cells = new ArrayList<>(List.of(block));
        while (i + 1 < ordered.size()
            && isCell(ordered.get(i + 1))
            && ordered.get(i + 1).level() == block.level()) {
          cells.add(ordered.get(++i));
        }
        table(cells);
        at = Math.min(cells.getLast().end(), section.text().length());
      } else {
        List<Run> runs = runs(block.start(), at);
        if (!runs.isEmpty()) {
          Kind kind =
              switch (block.kind()) {
                case HEADING -> Kind.HEADING;
                case NUMBERED -> Kind.NUMBERED;
                case BULLET, CELL, HEADER_CELL -> Kind.BULLET;
              };
          parts.add(new Part(kind, block.level(), number(kind, block.level()), runs, List.of()));
        }
      }
    }
    paragraphs(at, section.text().length());
  }

  /** Counts the entries of numbered lists; plain text or a heading ends them. */
  private int number(Kind kind, int level) {
    if (kind == Kind.NUMBERED) {
      for (int deeper = level + 1; deeper < lastNumber.length; deeper++) {
        lastNumber[deeper] = 0;
      }
      return ++lastNumber[Math.min(level, lastNumber.length - 1)];
    }
    if (kind != Kind.BULLET) {
      java.util.Arrays.fill(lastNumber, 0);
    }
    return 0;
  }

  private static boolean isCell(Block block) {
    return block.kind() == BlockKind.CELL || block.kind() == BlockKind.HEADER_CELL;
  }

  private void table(List<Block> blocks) {
    List<Row> rows = new ArrayList<>();
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      cells.add(new Cell(lines(block.start(), block.end())));
      if (i + 1 == blocks.size() || blocks.get(i + 1).row() != block.row()) {
        rows.add(new Row(block.kind() == BlockKind.HEADER_CELL, cells));
        cells.clear();
      }
    }
    parts.add(new Part(Kind.TABLE, 1, number(Kind.TABLE, 1), List.of(), rows));
  }

  private void sheet() {
    List<Row> rows = new ArrayList<>();
    int at = 0;
    for (String line : section.text().split("\n", -1)) {
      List<Cell> cells = new ArrayList<>();
      int cell = at;
      for (String words : line.split("\t", -1)) {
        cells.add(new Cell(lines(cell, cell + words.length())));
        cell += words.length() + 1;
      }
      if (!line.isBlank()) {
        rows.add(new Row(false, cells));
      }
      at += line.length() + 1;
    }
    if (!rows.isEmpty()) {
      parts.add(new Part(Kind.TABLE, 1, 0, List.of(), rows));
    }
  }

  private void paragraphs(int from, int to) {
    for (List<Run> line : lines(from, to)) {
      parts.add(new Part(Kind.TEXT, 0, number(Kind.TEXT, 0), line, List.of()));
    }
  }

  /** Lines of a stretch, empty ones left out. */
  private List<List<Run>> lines(int from, int to) {
    List<List<Run>> lines = new ArrayList<>();
    int at = from;
    while (at < to) {
      int end = section.text().indexOf('\n', at);
      end = end < 0 || end > to ? to : end;
      if (!section.text().substring(at, end).isBlank()) {
        lines.add(runs(at, end));
      }
      at = end + 1;
    }
    return lines;
  }

  /** The words of a stretch, cut where findings begin and end. */
  private List<Run> runs(int from, int to) {
    TreeSet<Integer> cuts = new TreeSet<>(List.of(from, Math.max(from, to)));
    for (Numbered entry : findings) {
      cuts.add(Math.clamp(start(entry), from, Math.max(from, to)));
      cuts.add(Math.clamp(end(entry), from, Math.max(from, to)));
    }
    List<Run> runs = new ArrayList<>();
    Integer begin = null;
    for (int cut : cuts) {
      if (begin != null) {
        int start = begin;
        runs.add(
            new Run(
                section.text().substring(start, cut),
                findings.stream()
                    .filter(entry -> start(entry) < cut && end(entry) > start)
                    .toList()));
      }
      begin = cut;
    }
    return runs;
  }

  private static int start(Numbered entry) {
    return Objects.requireNonNullElse(entry.finding().start(), 0);
  }

  private static int end(Numbered entry) {
    return Objects.requireNonNullElse(entry.finding().end(), start(entry));
  }
}
