package io.medley.content.precheck;

import io.medley.content.asset.NormalText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence of a piece, with its place.
 *
 * @param section number of the section
 * @param start first character in the section's text
 * @param end first character after it
 * @param normal its normal form
 * @param markers numbers of the references it cites
 * @param listed whether it is part of the reference list
 */
record Sentence(
    int section,
    int start,
    int end,
    String raw,
    NormalText normal,
    List<Marker> markers,
    boolean listed) {

  Sentence {
    markers = List.copyOf(markers);
  }

  /** A cited reference number and where it stands in the section. */
  record Marker(int number, int start, int end) {}

  /** A stretch of the section's text. */
  record Span(int section, int start, int end, String quote) {

    /** Whether another stretch of the same section shares a character with this one. */
    boolean overlaps(Span other) {
      return start < other.end && other.start < end;
    }
  }

  boolean has(Pattern pattern) {
    return pattern.matcher(normal.text()).find();
  }

  boolean hasAny(List<Pattern> patterns) {
    return patterns.stream().anyMatch(this::has);
  }

  List<Span> find(Pattern pattern) {
    List<Span> spans = new ArrayList<>();
    Matcher matcher = pattern.matcher(normal.text());
    while (matcher.find()) {
      if (matcher.end() > matcher.start()) {
        spans.add(span(matcher.start(), matcher.end()));
      }
    }
    return spans;
  }

  /** The stretch that a stretch of the normal form comes from. */
  Span span(int normalStart, int normalEnd) {
    int from = normal.origin(normalStart);
    int to = normal.origin(normalEnd - 1) + 1;
    return new Span(
        section, start + from, start + to, raw.substring(from, Math.min(to, raw.length())));
  }

  Span span() {
    return new Span(section, start, end, raw.strip());
  }
}
