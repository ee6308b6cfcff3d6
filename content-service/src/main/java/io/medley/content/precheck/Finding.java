package io.medley.content.precheck;

import io.medley.content.extraction.ExtractedFile.Box;
import io.medley.platform.signing.CanonicalJson;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing a rule found.
 *
 * @param ruleId as in the pack, for example {@code C14}
 * @param severity as the market's pack has it, overridden or not
 * @param market the market whose pack gave the severity; the most severe one where several agree
 * @param page number of the text section, {@code null} where the finding is about the whole piece
 * @param start first character of the span in the section's text, {@code null} where something is
 *     missing
 * @param end first character after the span
 * @param quote the words in the span, or what was expected and not found; may be empty
 * @param message what is wrong
 * @param fix how to mend it
 * @param basis the code or practice behind the rule
 * @param key names the finding across runs: equal as long as the same rule says the same thing of
 *     the same place
 * @param boxes where the span stands on the page's image, line by line, as shares of its width and
 *     height; empty where there is no image or no span
 * @param words approved words and the piece's in one line, where the finding compares them; empty
 *     elsewhere
 * @param overridden who decided that it does not stop the version, {@code null} if nobody did
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
    String basis,
    String key,
    List<Box> boxes,
    List<Word> words,
    @Nullable BlockOverride overridden) {

  public Finding {
    boxes = List.copyOf(boxes);
    words = List.copyOf(words);
  }

  /** Words that one side has, or both. */
  public record Word(Side side, String text) {}

  /** Who has certain words. */
  public enum Side {
    /** The approved wording alone. */
    APPROVED,
    /** The piece alone. */
    FOUND,
    BOTH
  }

  /** A finding as a rule reports it. */
  public Finding(
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
    this(
        ruleId,
        severity,
        kind,
        market,
        page,
        start,
        end,
        quote,
        message,
        fix,
        basis,
        key(ruleId, market, page, start, quote, message),
        List.of(),
        List.of(),
        null);
  }

  /** What it does to the version: a blocking finding that was overridden is for the reviewers. */
  public Severity effective() {
    return severity == Severity.BLOCK && overridden != null ? Severity.REVIEW : severity;
  }

  Finding at(List<Box> places) {
    return new Finding(
        ruleId,
        severity,
        kind,
        market,
        page,
        start,
        end,
        quote,
        message,
        fix,
        basis,
        key,
        places,
        words,
        overridden);
  }

  Finding comparing(List<Word> compared) {
    return new Finding(
        ruleId,
        severity,
        kind,
        market,
        page,
        start,
        end,
        quote,
        message,
        fix,
        basis,
        key,
        boxes,
        compared,
        overridden);
  }

  Finding overriddenBy(@Nullable BlockOverride decision) {
    return new Finding(
        ruleId, severity, kind, market, page, start, end, quote, message, fix, basis, key, boxes,
        words, decision);
  }

  private static String key(
      String ruleId,
      String market,
      @Nullable Integer page,
      @Nullable Integer start,
      String quote,
      String message) {
    return CanonicalJson.sha256(
            Map.of(
                "rule", ruleId,
                "market", market,
                "page", Objects.requireNonNullElse(page, 0),
                "start", Objects.requireNonNullElse(start, -1),
                "quote", quote,
                "message", message))
        .substring(0, 32);
  }

  /** What a rule looks at. */
  public enum Kind {
    TEXT_PATTERN,
    REQUIRED_BLOCK,
    METADATA,
    LINK,
    REFERENCE,
    CLAIM,
    LAYOUT,
    RIGHTS,
    FINAL_FORM
  }
}
