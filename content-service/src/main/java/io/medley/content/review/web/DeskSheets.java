package io.medley.content.review.web;

import io.medley.content.annotation.Annotation;
import io.medley.content.annotation.AnnotationTarget;
import io.medley.content.annotation.AnnotationTarget.PageBox;
import io.medley.content.annotation.PlacedAnnotation;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.extraction.ExtractedFile.Box;
import io.medley.content.extraction.ExtractedFile.PageImage;
import io.medley.content.extraction.ExtractedFile.Section;
import io.medley.content.precheck.Places;
import io.medley.content.review.web.DeskPage.Numbered;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The piece on the desk: its pages with text to select, findings and annotations drawn on them. */
final class DeskSheets {

  private static final double MARKER = 0.019;

  private DeskSheets() {}

  /**
   * A page, slide or section.
   *
   * @param image its picture; {@code null} where its text is shown instead
   * @param lines the text that lies over the picture
   * @param parts its text, cut where findings and annotations begin and end
   */
  record Sheet(
      String label,
      int number,
      @Nullable Picture image,
      List<Line> lines,
      List<FindingMark> findings,
      List<NoteMark> notes,
      List<Part> parts) {}

  /** The picture's size in pixels; the unit of everything that is drawn on it. */
  record Picture(int width, int height, double marker) {}

  /** A line of text over the picture. */
  record Line(int start, double x, double y, double width, double size, String text) {}

  /** A rectangle on the picture. */
  record Rect(double x, double y, double width, double height) {}

  /** A finding on the picture; its number stands in the right margin at {@code y}. */
  record FindingMark(int number, String severity, String message, double y, List<Rect> rects) {}

  /** An annotation on the picture; its lane's letter stands in the left margin at {@code y}. */
  record NoteMark(
      String id,
      String lane,
      String letter,
      String kind,
      String state,
      String title,
      double y,
      List<Rect> rects) {}

  /**
   * A stretch of text.
   *
   * @param number of the finding in it, 0 = none
   * @param head whether the finding's number is written after it
   * @param note the annotation in it; {@code null} = none
   * @param noteHead whether the annotation's letter is written after it
   */
  record Part(
      String text,
      int number,
      String severity,
      boolean head,
      @Nullable NoteMark note,
      boolean noteHead) {}

  static List<Sheet> of(
      ExtractedFile file, List<Numbered> findings, List<PlacedAnnotation> annotations) {
    Map<Integer, PageImage> images = new HashMap<>();
    file.pages().forEach(image -> images.put(image.number(), image));
    Map<Integer, List<Numbered>> found = new HashMap<>();
    for (Numbered one : findings) {
      if (one.finding().page() != null) {
        found.computeIfAbsent(one.finding().page(), page -> new ArrayList<>()).add(one);
      }
    }
    Map<Integer, List<PlacedAnnotation>> written = new HashMap<>();
    for (PlacedAnnotation one : annotations) {
      Integer section = one.placement().section();
      if (section != null && one.annotation().state() != Annotation.State.WITHDRAWN) {
        written.computeIfAbsent(section, page -> new ArrayList<>()).add(one);
      }
    }
    return file.sections().stream()
        .map(
            section ->
                sheet(
                    section,
                    images.get(section.number()),
                    found.getOrDefault(section.number(), List.of()),
                    written.getOrDefault(section.number(), List.of())))
        .toList();
  }

  private static Sheet sheet(
      Section section,
      @Nullable PageImage page,
      List<Numbered> findings,
      List<PlacedAnnotation> annotations) {
    String kind =
        switch (section.kind()) {
          case PAGE -> "Page ";
          case SLIDE -> "Slide ";
          case SECTION -> "Section ";
        };
    String label =
        kind + section.number() + (section.title().isBlank() ? "" : " · " + section.title());
    if (page == null) {
      return new Sheet(
          label,
          section.number(),
          null,
          List.of(),
          List.of(),
          List.of(),
          parts(section.text(), findings, annotations));
    }
    Picture picture = new Picture(page.width(), page.height(), page.width() * MARKER);
    return new Sheet(
        label,
        section.number(),
        picture,
        lines(section, picture),
        findingMarks(section, findings, picture),
        noteMarks(section, annotations, picture),
        List.of());
  }

  private static List<Line> lines(Section section, Picture picture) {
    List<Line> lines = new ArrayList<>();
    for (Box box : Places.of(section.boxes(), 0, section.text().length())) {
      int from = Math.clamp(box.start(), 0, section.text().length());
      int to = Math.clamp(box.end(), from, section.text().length());
      String[] texts = section.text().substring(from, to).split("\n", -1);
      double height = box.height() * picture.height() / texts.length;
      int start = from;
      for (int i = 0; i < texts.length; i++) {
        if (!texts[i].isBlank()) {
          lines.add(
              new Line(
                  start,
                  round(box.x() * picture.width()),
                  round(box.y() * picture.height() + height * (i + 0.8)),
                  round(Math.max(1, box.width() * picture.width())),
                  round(Math.clamp(height * 0.85, 4, 120)),
                  texts[i]));
        }
        start += texts[i].length() + 1;
      }
    }
    return lines;
  }

  private static List<FindingMark> findingMarks(
      Section section, List<Numbered> findings, Picture picture) {
    List<FindingMark> marks = new ArrayList<>();
    Margin margin = new Margin(picture);
    findings.stream()
        .map(one -> Map.entry(one, rects(one.finding().boxes(), picture)))
        .sorted(
            Comparator.comparingDouble(
                one -> middle(one.getValue(), one.getKey().finding().start(), section, picture)))
        .forEach(
            one ->
                marks.add(
                    new FindingMark(
                        one.getKey().number(),
                        one.getKey().finding().effective().name(),
                        one.getKey().finding().message(),
                        margin.place(
                            middle(
                                one.getValue(), one.getKey().finding().start(), section, picture)),
                        one.getValue())));
    return marks;
  }

  private static List<NoteMark> noteMarks(
      Section section, List<PlacedAnnotation> annotations, Picture picture) {
    List<NoteMark> marks = new ArrayList<>();
    Margin margin = new Margin(picture);
    annotations.stream()
        .map(one -> Map.entry(one, rects(one, section, picture)))
        .sorted(
            Comparator.comparingDouble(
                one -> middle(one.getValue(), one.getKey().placement().start(), section, picture)))
        .forEach(
            one ->
                marks.add(
                    note(
                        one.getKey().annotation(),
                        margin.place(
                            middle(
                                one.getValue(),
                                one.getKey().placement().start(),
                                section,
                                picture)),
                        one.getValue())));
    return marks;
  }

  private static NoteMark note(Annotation annotation, double y, List<Rect> rects) {
    return new NoteMark(
        annotation.id().toString(),
        annotation.lane().name(),
        annotation.lane().letter(),
        annotation.kind().name(),
        annotation.state().name(),
        "%s, %s: %s"
            .formatted(annotation.lane().title(), annotation.kind().title(), annotation.body()),
        y,
        rects);
  }

  private static List<Rect> rects(PlacedAnnotation one, Section section, Picture picture) {
    AnnotationTarget target = one.annotation().target();
    PageBox box = target.box();
    if (box != null) {
      return rects(List.of(new Box(0, 0, box.x(), box.y(), box.width(), box.height())), picture);
    }
    Integer start = one.placement().start();
    Integer end = one.placement().end();
    return start == null || end == null
        ? List.of()
        : rects(Places.of(section.boxes(), start, end), picture);
  }

  private static List<Rect> rects(List<Box> boxes, Picture picture) {
    return boxes.stream()
        .map(
            box ->
                new Rect(
                    round(box.x() * picture.width()),
                    round(box.y() * picture.height()),
                    round(Math.max(2, box.width() * picture.width())),
                    round(Math.max(2, box.height() * picture.height()))))
        .toList();
  }

  /** Where the mark would like to stand: beside its first line, else as far down as its words. */
  private static double middle(
      List<Rect> rects, @Nullable Integer start, Section section, Picture picture) {
    if (!rects.isEmpty()) {
      return rects.getFirst().y() + rects.getFirst().height() / 2;
    }
    double share = start == null ? 0.02 : 0.04 + 0.9 * start / Math.max(1, section.text().length());
    return share * picture.height();
  }

  private static double round(double pixels) {
    return Math.round(pixels * 10) / 10.0;
  }

  /** Marks of one margin stand below each other; a full margin gets closer marks. */
  private static final class Margin {
    private final double step;
    private final double bottom;
    private double free;

    Margin(Picture picture) {
      this.step = picture.marker() * 2.2;
      this.bottom = picture.height() - picture.marker() * 1.2;
      this.free = picture.marker() * 1.2;
    }

    double place(double wish) {
      double y = round(Math.min(Math.max(wish, free), bottom));
      free = y + step;
      return y;
    }
  }

  /** Cuts a text wherever a finding or an annotation begins or ends; no word is lost. */
  static List<Part> parts(
      String text, List<Numbered> findings, List<PlacedAnnotation> annotations) {
    SortedSet<Integer> cuts = new TreeSet<>(List.of(0, text.length()));
    List<Span<Numbered>> found = new ArrayList<>();
    for (Numbered one : findings) {
      Span.of(one, one.finding().start(), one.finding().end(), text.length(), cuts)
          .ifPresent(found::add);
    }
    List<Span<NoteMark>> notes = new ArrayList<>();
    for (PlacedAnnotation one : annotations) {
      Span.of(
              note(one.annotation(), 0, List.of()),
              one.placement().start(),
              one.placement().end(),
              text.length(),
              cuts)
          .ifPresent(notes::add);
    }
    List<Part> parts = new ArrayList<>();
    List<Integer> at = List.copyOf(cuts);
    for (int i = 0; i + 1 < at.size(); i++) {
      int from = at.get(i);
      int to = at.get(i + 1);
      Span<Numbered> finding = innermost(found, from, to);
      Span<NoteMark> note = innermost(notes, from, to);
      parts.add(
          new Part(
              text.substring(from, to),
              finding == null ? 0 : finding.of().number(),
              finding == null ? "" : finding.of().finding().effective().name(),
              finding != null && finding.end() == to,
              note == null ? null : note.of(),
              note != null && note.end() == to));
    }
    return parts;
  }

  private static <T> @Nullable Span<T> innermost(List<Span<T>> spans, int from, int to) {
    Span<T> found = null;
    for (Span<T> span : spans) {
      if (span.start() <= from
          && span.end() >= to
          && (found == null || span.end() - span.start() < found.end() - found.start())) {
        found = span;
      }
    }
    return found;
  }

  private record Span<T>(T of, int start, int end) {

    static <T> java.util.Optional<Span<T>> of(
        T of, @Nullable Integer start, @Nullable Integer end, int length, SortedSet<Integer> cuts) {
      if (start == null || end == null) {
        return java.util.Optional.empty();
      }
      int from = Math.clamp(start, 0, length);
      int to = Math.clamp(end, from, length);
      if (from == to) {
        return java.util.Optional.empty();
      }
      cuts.add(from);
      cuts.add(to);
      return java.util.Optional.of(new Span<>(of, from, to));
    }
  }
}
