package io.medley.content.annotation;

import org.jspecify.annotations.Nullable;

/**
 * Where an annotation stands in one version.
 *
 * @param section the page, slide or section; {@code null} for the whole piece, a moment, or no
 *     place
 * @param start first UTF-16 unit in the section's text; {@code null} if it is not about words
 * @param end first unit after it; equal to {@code start} where the words are gone and their
 *     surroundings are not
 * @param words what stands there now
 * @param likeness how much the words are those that were annotated, 0 to 1
 */
public record Placement(
    How how,
    @Nullable Integer section,
    @Nullable Integer start,
    @Nullable Integer end,
    String words,
    double likeness) {

  /** No place: the annotation is listed without one, never dropped. */
  public static final Placement NOT_FOUND = new Placement(How.NOT_FOUND, null, null, null, "", 0);

  /** Whether a reader can be led to it. */
  public boolean found() {
    return how != How.NOT_FOUND;
  }

  /** How the place was found. */
  public enum How {
    /** The version it was written on. */
    ORIGINAL("Written here"),
    /** It is about the whole piece. */
    WHOLE_PIECE("Whole piece"),
    /** The very words. */
    EXACT("Same words"),
    /** The same words with other spacing, case or dashes. */
    REFLOWED("Same words, set anew"),
    /** Other words between the same surroundings. */
    CONTEXT("Words changed here"),
    /** The nearest words. */
    FUZZY("Nearest words"),
    /** The page of the same number: a box has no words to go by. */
    SAME_PAGE("Same page, look for it"),
    /** The same time. */
    SAME_TIME("Same time, look for it"),
    /** Nowhere. */
    NOT_FOUND("Place not found");

    private final String title;

    How(String title) {
      this.title = title;
    }

    /** As people say it. */
    public String title() {
      return title;
    }
  }
}
