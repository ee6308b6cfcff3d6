package io.medley.workflows.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * Whether a task is done after its human task was completed.
 *
 * @param recorded whether a decision counts; otherwise the task goes back
 * @param reason why it goes back, one sentence; null when recorded
 */
public record TaskCheck(boolean recorded, @Nullable String reason) {

  /** The decision counts. */
  public static TaskCheck done() {
    return new TaskCheck(true, null);
  }

  /** The task goes back for this reason. */
  public static TaskCheck returned(String reason) {
    return new TaskCheck(false, reason);
  }
}
