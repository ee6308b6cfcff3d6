package io.medley.content.asset.web;

import io.medley.content.extraction.ExtractedFile;
import io.medley.content.extraction.ExtractedFile.Box;
import io.medley.content.extraction.ExtractedFile.PageImage;
import io.medley.content.extraction.ExtractedFile.Section;
import io.medley.content.precheck.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A piece as its page shows it: sheets with the findings drawn on them.
 *
 * @param findings numbered in their order, most severe first
 * @param sheets pages in order
 */
public record PieceView(List<Numbered> findings, List<Sheet> sheets) {

  public PieceView {
    findings = List.copyOf(findings);
    sheets = List.copyOf(sheets);
  }

  /** A finding and the number it bears on page and in list. */
  public record Numbered(int number, Finding finding) {

    /** Colour that goes with the severity. */
    public String tone() {
      return switch (finding.severity()) {
        case BLOCK -> "blocked";
        case REVIEW -> "needs";
        case INFO -> "work";
      };
    }
  }

  /**
   * One page, slide or section.
   *
   * @param image {@code null} where the format has none; then {@code runs} are shown
   * @param marks places on the image, in thousandths of its width
   * @param runs the text, cut where findings begin and end
   */
  public record Sheet(
      String label, @Nullable PageImage image, int height, List<Mark> marks, List<Run> runs) {
    public Sheet {
      marks = List.copyOf(marks);
      runs = List.copyOf(runs);
    }

    /** The text line by line, each made of its runs; empty lines are left out. */
    public List<List<Run>> lines() {
      List<List<Run>> lines = new ArrayList<>();
      List<Run> line = new ArrayList<>();
      for (Run run : runs) {
        String[] parts = run.text().split("\\n", -1);
        for (int i = 0; i < parts.length; i++) {
          if (i > 0 && !line.isEmpty()) {
            lines.add(List.copyOf(line));
            line.clear();
          }
          if (!parts[i].isBlank()) {
            line.add(new Run(parts[i], run.findings()));
          }
        }
      }
      if (!line.isEmpty()) {
        lines.add(List.copyOf(line));
      }
      return lines;
    }
  }

  /**
   * A place on an image, in thousandths of its width.
   *
   * @param first whether the number is written beside it
   */
  public record Mark(
      int number,
      String severity,
      String message,
      int x,
      int y,
      int width,
      int height,
      boolean first) {

    /** Colour on white paper; pages stay white in the dark. */
    public String colour() {
      return switch (severity) {
        case "BLOCK" -> "#c81e1e";
        case "REVIEW" -> "#b45309";
        default -> "#1d4ed8";
      };
    }
  }

  /** A stretch of text; numbers of the findings it is part of. */
  public record Run(String text, List<Numbered> findings) {
    public Run {
      findings = List.copyOf(findings);
    }
  }

  static PieceView of(ExtractedFile file, List<Finding> findings) {
    List<Numbered> numbered = new ArrayList<>();
    for (Finding finding : findings) {
      numbered.add(new Numbered(numbered.size() + 1, finding));
    }
    List<Sheet> sheets = new ArrayList<>();
    for (Section section : file.sections()) {
      Optional<PageImage> image =
          file.pages().stream().filter(page -> page.number() == section.number()).findFirst();
      int height =
          image.map(page -> (int) Math.round(1000d * page.height() / page.width())).orElse(0);
      List<Numbered> here =
          numbered.stream()
              .filter(
                  entry ->
                      Objects.equals(entry.finding().page(), section.number())
                          && entry.finding().start() != null)
              .toList();
      String kind =
          switch (section.kind()) {
            case PAGE -> "Page";
            case SLIDE -> "Slide";
            case SECTION -> "Section";
          };
      sheets.add(
          new Sheet(
              kind + " " + section.number(),
              image.orElse(null),
              height,
              image.isPresent() ? marks(section, here, height) : List.of(),
              image.isPresent() ? List.of() : runs(section, here)));
    }
    return new PieceView(numbered, sheets);
  }

  private static List<Mark> marks(Section section, List<Numbered> findings, int height) {
    List<Mark> marks = new ArrayList<>();
    for (Numbered entry : findings) {
      int start = Objects.requireNonNull(entry.finding().start());
      int end = Objects.requireNonNullElse(entry.finding().end(), start);
      boolean first = true;
      for (Box line : lines(section.boxes(), start, end)) {
        marks.add(
            new Mark(
                entry.number(),
                entry.finding().severity().name(),
                entry.finding().message(),
                (int) Math.round(line.x() * 1000) - 3,
                (int) Math.round(line.y() * height) - 2,
                (int) Math.round(line.width() * 1000) + 6,
                Math.max(8, (int) Math.round(line.height() * height) + 4),
                first));
        first = false;
      }
    }
    return marks;
  }

  /**
   * Boxes of the words in a span, those of one line joined; the share of a box outside the span is
   * left out.
   */
  private static List<Box> lines(List<Box> boxes, int start, int end) {
    List<Box> lines = new ArrayList<>();
    boxes.stream()
        .filter(box -> box.start() < end && box.end() > start && box.end() > box.start())
        .map(box -> cut(box, start, end))
        .sorted(Comparator.comparingInt(Box::start))
        .forEach(
            box -> {
              Box last = lines.isEmpty() ? null : lines.getLast();
              if (last != null
                  && Math.abs(last.y() - box.y()) < last.height() / 2
                  && box.x() >= last.x()) {
                lines.set(
                    lines.size() - 1,
                    new Box(
                        last.start(),
                        box.end(),
                        last.x(),
                        Math.min(last.y(), box.y()),
                        Math.max(last.width(), box.x() + box.width() - last.x()),
                        Math.max(last.height(), box.height())));
              } else {
                lines.add(box);
              }
            });
    return lines;
  }

  /** Within one line characters are about equally wide; a box of several lines is kept whole. */
  private static Box cut(Box box, int start, int end) {
    if (box.height() > 0.08) {
      return box;
    }
    double length = box.end() - box.start();
    double from = Math.max(0, (start - box.start()) / length);
    double to = Math.min(1, (end - box.start()) / length);
    return new Box(
        box.start(),
        box.end(),
        box.x() + from * box.width(),
        box.y(),
        (to - from) * box.width(),
        box.height());
  }

  private static List<Run> runs(Section section, List<Numbered> findings) {
    Set<Integer> cuts = new HashSet<>(Set.of(0, section.text().length()));
    for (Numbered entry : findings) {
      cuts.add(
          Math.clamp(Objects.requireNonNull(entry.finding().start()), 0, section.text().length()));
      cuts.add(
          Math.clamp(
              Objects.requireNonNullElse(entry.finding().end(), entry.finding().start()),
              0,
              section.text().length()));
    }
    List<Integer> ordered = cuts.stream().sorted().toList();
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i + 1 < ordered.size(); i++) {
      int from = ordered.get(i);
      int to = ordered.get(i + 1);
      runs.add(
          new Run(
              section.text().substring(from, to),
              findings.stream()
                  .filter(
                      entry ->
                          Objects.requireNonNull(entry.finding().start()) < to
                              && Objects.requireNonNullElse(entry.finding().end(), 0) > from)
                  .toList()));
    }
    return runs;
  }
}
