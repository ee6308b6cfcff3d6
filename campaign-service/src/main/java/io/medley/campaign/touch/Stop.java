package io.medley.campaign.touch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A touch that ends here.
 *
 * @param heldUntil set exactly for HELD_UNTIL
 * @param why one sentence with the particulars; no personal values
 * @param forGood whether nothing that was ever approved for it can come back: only another approval
 *     helps
 */
record Stop(
    Outcome outcome, Reason reason, @Nullable Instant heldUntil, String why, boolean forGood) {

  /** Whether somebody's pause or hold keeps it: that time counts for nothing. */
  boolean paused() {
    return outcome == Outcome.HELD_UNTIL
        && (reason == Reason.KILL_SWITCH || reason == Reason.SAFETY_HOLD);
  }

  static Stop held(Reason reason, Instant until, String why) {
    return new Stop(Outcome.HELD_UNTIL, reason, until, why, false);
  }

  /** Held until somebody approves another piece: those there were are gone. */
  static Stop heldForAnother(Instant until, String why) {
    return new Stop(Outcome.HELD_UNTIL, Reason.CONTENT_WITHDRAWN, until, why, true);
  }

  static Stop skipped(Reason reason, String why) {
    return new Stop(Outcome.SKIPPED, reason, null, why, false);
  }

  static Stop exited(Reason reason, String why) {
    return new Stop(Outcome.EXITED, reason, null, why, false);
  }
}
