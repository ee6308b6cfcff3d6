package io.medley.campaign.touch;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the gate decided.
 *
 * @param heldUntil when to ask again, business time; set exactly for {@link Outcome#HELD_UNTIL}
 * @param contactId the contact made (also as a ghost); null if none was
 * @param traceId the stored explanation
 */
public record TouchDecision(
    Outcome outcome,
    Reason reason,
    @Nullable Instant heldUntil,
    @Nullable UUID contactId,
    UUID traceId) {

  /** Refuses a held touch without a time, and a time without a held touch. */
  public TouchDecision {
    if ((outcome == Outcome.HELD_UNTIL) != (heldUntil != null)) {
      throw new IllegalArgumentException("heldUntil belongs to HELD_UNTIL and only to it");
    }
  }

  /** The same, asked again at another time. */
  public TouchDecision heldUntil(Instant time) {
    return new TouchDecision(outcome, reason, time, contactId, traceId);
  }
}
