package io.medley.workflows.production;

import org.jspecify.annotations.Nullable;

/**
 * What a coordinator decided.
 *
 * @param reason why the task goes back, one sentence; null when it is decided
 */
public record QcCheck(Outcome qcOutcome, @Nullable String reason) {

  /** How it goes on. */
  public enum Outcome {
    /** The reviewers get it. */
    ACCEPTED,
    /** The agency has it again. */
    RETURNED,
    /** Nobody decided: the task goes back. */
    OPEN
  }

  /** Decided. */
  public static QcCheck of(Outcome outcome) {
    return new QcCheck(outcome, null);
  }

  /** The task goes back for this reason. */
  public static QcCheck open(String reason) {
    return new QcCheck(Outcome.OPEN, reason);
  }
}
