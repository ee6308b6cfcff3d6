package io.medley.campaign.hcp;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A fact as somebody gives it.
 *
 * @param observedAt null = when it is recorded
 */
public record FactDraft(
    String name,
    String value,
    Basis basis,
    String source,
    double confidence,
    @Nullable Instant observedAt,
    @Nullable String consentScope) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*(:[A-Za-z0-9_.-]+)?");
  private static final int LONGEST = 200;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException in one sentence, if one of them cannot be stored
   */
  public FactDraft {
    if (!NAME.matcher(name).matches() || name.length() > LONGEST) {
      throw new IllegalArgumentException(
          "A fact's name is lower-case words like preferred_channel or topic:dosing.");
    }
    if (value.isBlank() || value.length() > LONGEST) {
      throw new IllegalArgumentException(
          "The value of %s has 1 to %d characters.".formatted(name, LONGEST));
    }
    if (source.isBlank() || source.length() > LONGEST) {
      throw new IllegalArgumentException("The source of %s is missing.".formatted(name));
    }
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException(
          "The confidence of %s is a number from 0 to 1.".formatted(name));
    }
  }
}
