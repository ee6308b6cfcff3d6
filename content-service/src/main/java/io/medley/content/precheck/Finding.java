package io.medley.content.precheck;

import org.jspecify.annotations.Nullable;

/**
 * One thing a rule found.
 *
 * @param ruleId as in the pack, for example {@code C14}
 * @param market the market whose pack gave the severity; the most severe one where several agree
 * @param page number of the text section, {@code null} where the finding is about the whole piece
 * @param start first character of the span in the section's text, {@code null} where something is
 *     missing
 * @param end first character after the span
 * @param quote the words in the span, or what was expected and not found; may be empty
 * @param message what is wrong
 * @param fix how to mend it
 * @param basis the code or practice behind the rule
 */
public record Finding(
    String ruleId,
    Severity severity,
    Kind kind,
    String market,
    @Nullable Integer page,
    @Nullable Integer start,
    @Nullable Integer end,
    String quote,
    String message,
    String fix,
    String basis) {

  /** What a rule looks at. */
  public enum Kind {
    TEXT_PATTERN,
    REQUIRED_BLOCK,
    METADATA,
    LINK,
    REFERENCE
  }
}
