package io.medley.workflows.journey;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a touch.
 *
 * @param outcome the outcome
 * @param reason coded reason, e.g. {@code CONSENT_MISSING}; the explanation is stored by the gate
 * @param heldUntil when to ask again, on the business clock, always ahead: a date that has passed
 *     would be asked again at once, and without end; set exactly for {@link Outcome#HELD_UNTIL}
 */
public record TouchResult(Outcome outcome, String reason, @Nullable Instant heldUntil) {

  /** Refuses a held touch without a time, and a time without a held touch. */
  public TouchResult {
    if ((outcome == Outcome.HELD_UNTIL) != (heldUntil != null)) {
      throw new IllegalArgumentException("heldUntil belongs to HELD_UNTIL and only to it");
    }
  }

  /** All outcomes of a touch. */
  public enum Outcome {
    /** Handed to the channel. */
    SENT,
    /** Not now: ask again at {@code heldUntil}. */
    HELD_UNTIL,
    /** Handed over with another piece than planned. */
    SUBSTITUTED,
    /** Not sent, the journey goes on. */
    SKIPPED,
    /** Not sent, the journey ends. */
    EXITED,
    /** Everything but the send was done, for a person held out of the campaign. */
    GHOST,
    /** It lies ready for the person to come for; nothing was sent. */
    OFFERED,
    /** Handed over, whether it arrived cannot be known; counts as contacted. */
    UNKNOWN
  }
}
