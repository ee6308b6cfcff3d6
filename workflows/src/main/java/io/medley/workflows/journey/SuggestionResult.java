package io.medley.workflows.journey;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a suggestion.
 *
 * @param outcome the outcome
 * @param reason coded reason, e.g. {@code NO_CAPACITY}
 * @param answerBy until when the journey waits for an answer, on the business clock; set exactly
 *     for {@link Outcome#SUGGESTED}
 */
public record SuggestionResult(Outcome outcome, String reason, @Nullable Instant answerBy) {

  /** Refuses a suggestion without an end, and an end without a suggestion. */
  public SuggestionResult {
    if ((outcome == Outcome.SUGGESTED) != (answerBy != null)) {
      throw new IllegalArgumentException("answerBy belongs to SUGGESTED and only to it");
    }
  }

  /** All outcomes of a suggestion. */
  public enum Outcome {
    /** The rep has it in front of them. */
    SUGGESTED,
    /** Nobody is asked: the journey goes on by its other branch. */
    NOT_SUGGESTED,
    /** Nobody is asked, the journey ends. */
    EXITED
  }
}
