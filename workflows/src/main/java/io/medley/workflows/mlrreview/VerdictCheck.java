package io.medley.workflows.mlrreview;

import org.jspecify.annotations.Nullable;

/**
 * Whether a lane is done after its task was completed.
 *
 * @param recorded whether a signed verdict counts; otherwise the task goes back
 * @param reason why it goes back, one sentence for the reviewer; null when recorded
 */
public record VerdictCheck(boolean recorded, @Nullable String reason) {

  /** The signed verdict counts; the lane is done. */
  public static VerdictCheck done() {
    return new VerdictCheck(true, null);
  }

  /** The task goes back to the reviewer for this reason. */
  public static VerdictCheck returned(String reason) {
    return new VerdictCheck(false, reason);
  }
}
