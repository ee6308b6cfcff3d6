package io.medley.campaign.touch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A touch that ends here.
 *
 * @param heldUntil set exactly for HELD_UNTIL
 * @param why one sentence with the particulars; no personal values
 */
record Stop(Outcome outcome, Reason reason, @Nullable Instant heldUntil, String why) {

  static Stop held(Reason reason, Instant until, String why) {
    return new Stop(Outcome.HELD_UNTIL, reason, until, why);
  }

  static Stop skipped(Reason reason, String why) {
    return new Stop(Outcome.SKIPPED, reason, null, why);
  }

  static Stop exited(Reason reason, String why) {
    return new Stop(Outcome.EXITED, reason, null, why);
  }
}
