package io.medley.content.annotation;

import org.jspecify.annotations.Nullable;

/**
 * What an annotation is about: words, a part of a page, a moment of a film, or the whole piece.
 *
 * @param section number of the page, slide or section; {@code null} for the whole piece or a moment
 * @param text the words
 * @param box a part of the page's image
 * @param time a stretch of a film
 */
public record AnnotationTarget(
    @Nullable Integer section,
    @Nullable TextSpan text,
    @Nullable PageBox box,
    @Nullable TimeSpan time) {

  /** The piece as a whole. */
  public static final AnnotationTarget WHOLE = new AnnotationTarget(null, null, null, null);

  public AnnotationTarget {
    if (section == null && (text != null || box != null)) {
      throw new IllegalArgumentException("Words and boxes stand in a section");
    }
  }

  /** A page, slide or section as a whole. */
  public static AnnotationTarget ofSection(int section) {
    return new AnnotationTarget(section, null, null, null);
  }

  /**
   * Words of a section.
   *
   * @param start first UTF-16 unit in the section's text
   * @param end first unit after it
   * @param quote exactly those words
   * @param prefix up to {@link Anchoring#CONTEXT} units before them
   * @param suffix up to {@link Anchoring#CONTEXT} units after them
   */
  public record TextSpan(int start, int end, String quote, String prefix, String suffix) {
    public TextSpan {
      if (start < 0 || end - start != quote.length() || quote.isEmpty()) {
        throw new IllegalArgumentException(
            "Span %d to %d does not fit its words".formatted(start, end));
      }
    }
  }

  /** Shares of the page's width and height, 0 to 1, from the top left. */
  public record PageBox(double x, double y, double width, double height) {
    public PageBox {
      if (!(x >= 0
          && y >= 0
          && width > 0
          && height > 0
          && x + width <= 1.001
          && y + height <= 1.001)) {
        throw new IllegalArgumentException("The box is not on the page");
      }
    }
  }

  /** Milliseconds from the film's beginning; {@code to} is not before {@code from}. */
  public record TimeSpan(long from, long to) {
    public TimeSpan {
      if (from < 0 || to < from) {
        throw new IllegalArgumentException("The time does not run forward");
      }
    }

    /** Where it begins, in minutes and seconds as players show them: {@code 1:05}. */
    public String shown() {
      long seconds = from / 1_000;
      return "%d:%02d".formatted(seconds / 60, seconds % 60);
    }
  }
}
