package io.medley.content.asset.web;

import io.medley.content.extraction.ContentFormat;
import io.medley.content.extraction.Details.Cue;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.extraction.ExtractedFile.Box;
import io.medley.content.extraction.ExtractedFile.PageImage;
import io.medley.content.extraction.ExtractedFile.Section;
import io.medley.content.precheck.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A piece as its page shows it: sheets with the findings drawn on them.
 *
 * @param findings numbered in their order, most severe first
 * @param sheets pages in order
 */
public record PieceView(List<Numbered> findings, List<Sheet> sheets) {

  /** Marks nearer to each other than this, in thousandths of the page's width, would overlap. */
  private static final int MARK = 26;

  public PieceView {
    findings = List.copyOf(findings);
    sheets = List.copyOf(sheets);
  }

  /** A finding and the number it bears on page and in list. */
  public record Numbered(int number, Finding finding, int occurrence) {

    /** Colour that goes with the severity. */
    public String tone() {
      return switch (finding.effective()) {
        case BLOCK -> "blocked";
        case REVIEW -> "needs";
        case INFO -> "work";
      };
    }

    /** What the finding does, in words. */
    public String words() {
      return switch (finding.effective()) {
        case BLOCK -> "Stops submission";
        case REVIEW -> finding.overridden() == null ? "For reviewers" : "Overridden";
        case INFO -> "For information";
      };
    }
  }

  /**
   * One page, slide or section.
   *
   * @param number its number in the file
   * @param image {@code null} where the format has none; then {@code parts} are shown
   * @param height of the image, in thousandths of its width
   * @param marks places on the image, in thousandths of its width
   * @param parts the text, laid out and cut where findings begin and end
   * @param cues words with the times at which they are shown
   */
  public record Sheet(
      int number,
      String label,
      @Nullable PageImage image,
      int height,
      List<Mark> marks,
      List<PieceText.Part> parts,
      List<TimedWords> cues) {
    public Sheet {
      marks = List.copyOf(marks);
      parts = List.copyOf(parts);
      cues = List.copyOf(cues);
    }
  }

  /**
   * A number on an image and what it is about.
   *
   * @param x of the number, in thousandths of the image's width
   * @param lines the words it is about, line by line; empty where the whole page is meant
   */
  public record Mark(Numbered entry, int x, int y, List<Line> lines) {
    public Mark {
      lines = List.copyOf(lines);
    }
  }

  /** A place on an image, in thousandths of its width. */
  public record Line(int x, int y, int width, int height) {}

  /** A stretch of text and the findings it is part of. */
  public record Run(String text, List<Numbered> findings) {
    public Run {
      findings = List.copyOf(findings);
    }
  }

  /** Words of a subtitle and when they are shown, in seconds from the beginning. */
  public record TimedWords(double from, String time, List<Run> runs) {
    public TimedWords {
      runs = List.copyOf(runs);
    }
  }

  static PieceView of(ExtractedFile file, List<Finding> findings) {
    List<Numbered> numbered = new ArrayList<>();
    for (Finding finding : findings) {
      numbered.add(new Numbered(numbered.size() + 1, finding, occurrence(file, finding)));
    }
    boolean spreadsheet = ContentFormat.XLSX.mediaType().equals(file.format());
    List<Sheet> sheets = new ArrayList<>();
    for (Section section : file.sections()) {
      Optional<PageImage> image =
          file.pages().stream().filter(page -> page.number() == section.number()).findFirst();
      int height =
          image.map(page -> (int) Math.round(1000d * page.height() / page.width())).orElse(0);
      List<Numbered> here =
          numbered.stream()
              .filter(entry -> Objects.equals(entry.finding().page(), section.number()))
              .toList();
      List<Numbered> spans =
          here.stream().filter(entry -> entry.finding().start() != null).toList();
      List<TimedWords> cues = cues(file, section, spans);
      sheets.add(
          new Sheet(
              section.number(),
              label(section),
              image.orElse(null),
              height,
              image.isPresent() ? marks(here, height) : List.of(),
              image.isPresent() || !cues.isEmpty()
                  ? List.of()
                  : PieceText.of(
                      section,
                      spans,
                      file.details().blocks().stream()
                          .filter(block -> block.section() == section.number())
                          .toList(),
                      spreadsheet),
              cues));
    }
    return new PieceView(numbered, sheets);
  }

  private static String label(Section section) {
    String kind =
        switch (section.kind()) {
          case PAGE -> "Page";
          case SLIDE -> "Slide";
          case SECTION -> "Section";
        };
    return kind
        + " "
        + section.number()
        + (section.title().isBlank() ? "" : " · " + section.title());
  }

  /** How often its words come before it in its section: a reader of another form finds it so. */
  private static int occurrence(ExtractedFile file, Finding finding) {
    Integer start = finding.start();
    if (start == null || finding.quote().isBlank()) {
      return 0;
    }
    int before = 0;
    for (Section section : file.sections()) {
      boolean its = Objects.equals(finding.page(), section.number());
      int at = section.text().indexOf(finding.quote());
      while (at >= 0 && !(its && at >= start)) {
        before++;
        at = section.text().indexOf(finding.quote(), at + 1);
      }
      if (its) {
        return before;
      }
    }
    return before;
  }

  private static List<Mark> marks(List<Numbered> findings, int height) {
    List<Mark> marks = new ArrayList<>();
    int wholePage = 0;
    for (Numbered entry : findings) {
      List<Line> lines = entry.finding().boxes().stream().map(box -> line(box, height)).toList();
      if (lines.isEmpty()) {
        marks.add(new Mark(entry, 1000 - MARK, MARK + wholePage++ * (MARK + 4), lines));
        continue;
      }
      int y = lines.getFirst().y();
      int x = lines.getFirst().x();
      for (boolean free = false; !free; ) {
        int wanted = x;
        free =
            marks.stream()
                .noneMatch(
                    other -> Math.abs(other.x() - wanted) < MARK && Math.abs(other.y() - y) < MARK);
        x = free ? x : x + MARK;
      }
      marks.add(new Mark(entry, Math.max(MARK / 2, x), y, lines));
    }
    return marks;
  }

  private static Line line(Box box, int height) {
    return new Line(
        (int) Math.round(box.x() * 1000) - 3,
        (int) Math.round(box.y() * height) - 2,
        (int) Math.round(box.width() * 1000) + 6,
        Math.max(8, (int) Math.round(box.height() * height) + 4));
  }

  private static List<TimedWords> cues(
      ExtractedFile file, Section section, List<Numbered> findings) {
    return file.details().cues().stream()
        .filter(cue -> cue.section() == section.number() && cue.end() <= section.text().length())
        .map(
            cue ->
                new TimedWords(
                    cue.from() / 1000d,
                    time(cue),
                    PieceText.runs(section, findings, cue.start(), cue.end())))
        .toList();
  }

  private static String time(Cue cue) {
    long seconds = cue.from() / 1000;
    return seconds < 3600
        ? "%d:%02d".formatted(seconds / 60, seconds % 60)
        : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
