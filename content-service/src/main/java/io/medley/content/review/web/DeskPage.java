package io.medley.content.review.web;

import io.medley.content.asset.TextSection;
import io.medley.content.extraction.ContentFormat;
import io.medley.content.precheck.CheckRun;
import io.medley.content.precheck.Finding;
import io.medley.content.review.Consequences;
import io.medley.content.review.LaneDesk;
import io.medley.content.signing.Lane;
import io.medley.content.signing.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the desk's screen shows, put together from the review. */
final class DeskPage {

  private DeskPage() {}

  /** A finding with the number of its mark. */
  record Numbered(int number, Finding finding) {}

  /**
   * A page, slide or section with its marks.
   *
   * @param image whether the page is shown as an image
   * @param marks where its findings are, from the top in percent
   * @param parts its text, cut where findings are
   */
  record Sheet(String label, int number, boolean image, List<Mark> marks, List<Part> parts) {}

  record Mark(int number, String severity, int top, String message) {}

  /** A stretch of text; {@code number} 0 = no finding. */
  record Part(String text, int number, String severity) {}

  /** A verdict to choose and what it will cause. */
  record Choice(Verdict verdict, String consequence) {}

  static List<Numbered> numbered(@Nullable CheckRun run) {
    List<Numbered> numbered = new ArrayList<>();
    if (run != null) {
      run.findings().forEach(finding -> numbered.add(new Numbered(numbered.size() + 1, finding)));
    }
    return numbered;
  }

  static boolean framed(String format) {
    return ContentFormat.ofMediaType(format).map(ContentFormat::isMarkup).orElse(false);
  }

  static List<Sheet> sheets(List<TextSection> sections, List<Numbered> findings, boolean images) {
    return sections.stream()
        .map(
            section -> {
              List<Numbered> here =
                  findings.stream()
                      .filter(
                          numbered ->
                              Integer.valueOf(section.number()).equals(numbered.finding().page()))
                      .toList();
              String kind =
                  switch (section.kind()) {
                    case PAGE -> "Page ";
                    case SLIDE -> "Slide ";
                    case SECTION -> "Section ";
                  };
              String title = section.title().isBlank() ? "" : " · " + section.title();
              return new Sheet(
                  kind + section.number() + title,
                  section.number(),
                  images,
                  marks(section, here),
                  parts(section.text(), here));
            })
        .toList();
  }

  /**
   * How far down the page: as far as the span is in the page's text. Marks of one page keep a
   * distance.
   */
  private static List<Mark> marks(TextSection section, List<Numbered> here) {
    int length = Math.max(1, section.text().length());
    List<Mark> marks = new ArrayList<>();
    int free = 2;
    List<Numbered> fromTop =
        here.stream()
            .sorted(Comparator.comparingInt(numbered -> start(numbered.finding())))
            .toList();
    for (Numbered numbered : fromTop) {
      int top = Math.clamp(4 + 90L * start(numbered.finding()) / length, free, 96);
      free = Math.min(94, top + 4);
      marks.add(
          new Mark(
              numbered.number(),
              numbered.finding().severity().name(),
              top,
              numbered.finding().message()));
    }
    return marks;
  }

  private static int start(Finding finding) {
    Integer start = finding.start();
    return start == null ? 0 : start;
  }

  static List<Part> parts(String text, List<Numbered> here) {
    List<Part> parts = new ArrayList<>();
    int from = 0;
    List<Numbered> spans =
        here.stream()
            .filter(
                numbered -> numbered.finding().start() != null && numbered.finding().end() != null)
            .sorted(Comparator.comparingInt(numbered -> start(numbered.finding())))
            .toList();
    for (Numbered numbered : spans) {
      int start = start(numbered.finding());
      Integer last = numbered.finding().end();
      int end = last == null ? start : Math.min(last, text.length());
      if (start < from || start >= end) {
        continue;
      }
      if (start > from) {
        parts.add(new Part(text.substring(from, start), 0, ""));
      }
      parts.add(
          new Part(
              text.substring(start, end), numbered.number(), numbered.finding().severity().name()));
      from = end;
    }
    if (from < text.length()) {
      parts.add(new Part(text.substring(from), 0, ""));
    }
    return parts;
  }

  static List<Choice> choices(LaneDesk.View view, Lane lane) {
    Map<Lane, Verdict> others = new EnumMap<>(Lane.class);
    List<Lane> open = new ArrayList<>();
    view.lanes()
        .forEach(
            row -> {
              LaneDesk.Signed signed = view.signed().get(row.lane());
              if (row.lane() == lane) {
                return;
              }
              if (signed == null) {
                open.add(row.lane());
              } else {
                others.put(row.lane(), signed.signature().statement().verdict());
              }
            });
    return Verdict.offered().reversed().stream()
        .map(verdict -> new Choice(verdict, Consequences.of(lane, verdict, others, open)))
        .toList();
  }
}
