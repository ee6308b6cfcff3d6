package io.medley.content.asset;

import org.jspecify.annotations.Nullable;

/**
 * A tag the file speaks for. The agency decides; nothing is taken over unseen.
 *
 * @param field name of the metadata field, or {@code dateOfPreparation}, which is shown and not
 *     stored
 * @param confidence 0 to 1
 */
public record Suggestion(String field, String value, double confidence, Evidence evidence) {

  /** Source of what the brief of a piece says. */
  public static final String BRIEF = "brief";

  /**
   * Why.
   *
   * @param quote the words it was read from; empty if it was not read from words
   * @param page number of the text section, {@code null} if it is not from the text
   * @param source how it was concluded, in words
   */
  public record Evidence(String quote, @Nullable Integer page, String source) {}
}
