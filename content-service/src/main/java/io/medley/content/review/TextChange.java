package io.medley.content.review;

import java.util.List;
import java.util.Optional;

/**
 * One stretch of words that differs between two texts. Where the text is broken into lines and
 * pages is no difference.
 *
 * @param before the words that are gone, each at its place; empty where words were only added
 * @param after the words that came, each at its place; empty where words were only taken away
 * @param beforeLeft the word left of the change in the earlier text
 * @param beforeRight the word right of it
 * @param context the words around it in the later text, to recognise what it is about
 */
record TextChange(
    List<Word> before,
    List<Word> after,
    Optional<Word> beforeLeft,
    Optional<Word> beforeRight,
    String context) {

  TextChange {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** A word at its place; offsets are UTF-16 units in its section's text. */
  record Word(int section, int start, int end, String text) {
    boolean touches(Span span) {
      return section == span.section() && start < span.end() && end > span.start();
    }
  }

  /** A stretch of a section. */
  record Span(int section, int start, int end) {}

  String removed() {
    return words(before);
  }

  String added() {
    return words(after);
  }

  /**
   * Whether it lies in one of the spans of the earlier text: every word that is gone is in a span;
   * words that were only added stand in a span or at its edge.
   */
  boolean liesIn(List<Span> spans) {
    if (!before.isEmpty()) {
      return before.stream().allMatch(word -> spans.stream().anyMatch(word::touches));
    }
    return spans.stream()
        .anyMatch(
            span ->
                beforeLeft.filter(word -> word.touches(span)).isPresent()
                    || beforeRight.filter(word -> word.touches(span)).isPresent());
  }

  /** Whether it touches a stretch of the earlier text. */
  boolean touchesBefore(Span span) {
    return before.isEmpty()
        ? liesIn(List.of(span))
        : before.stream().anyMatch(word -> word.touches(span));
  }

  /** Whether it touches a stretch of the later text. */
  boolean touchesAfter(Span span) {
    return after.stream().anyMatch(word -> word.touches(span));
  }

  private static String words(List<Word> words) {
    return String.join(" ", words.stream().map(Word::text).toList());
  }
}
