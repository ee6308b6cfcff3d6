package io.medley.content.asset;

/**
 * A page, slide or section of a version's text. Spans in findings count UTF-16 units of {@code
 * text} from 0.
 *
 * @param number counted from 1 over the whole file
 * @param title the section's heading where the format has one, otherwise empty
 */
public record TextSection(Kind kind, int number, String title, String text) {

  /** What the format calls a part of its text. */
  public enum Kind {
    PAGE,
    SLIDE,
    SECTION
  }
}
