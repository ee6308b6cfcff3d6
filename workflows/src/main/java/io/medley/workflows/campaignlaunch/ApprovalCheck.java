package io.medley.workflows.campaignlaunch;

import org.jspecify.annotations.Nullable;

/**
 * What was decided about an approval.
 *
 * @param decided whether it is over: given, refused, or not wanted any more
 * @param reason why the task goes back, one sentence; null when it is decided
 */
public record ApprovalCheck(boolean decided, @Nullable String reason) {

  /** It is over. */
  public static ApprovalCheck over() {
    return new ApprovalCheck(true, null);
  }

  /** The task goes back for this reason. */
  public static ApprovalCheck open(String reason) {
    return new ApprovalCheck(false, reason);
  }
}
