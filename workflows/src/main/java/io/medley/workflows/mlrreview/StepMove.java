package io.medley.workflows.mlrreview;

import org.jspecify.annotations.Nullable;

/**
 * Which step of the markets comes next.
 *
 * @param stepOutcome whether there is one
 * @param step what is asked; null unless {@code OPEN}
 */
public record StepMove(Outcome stepOutcome, @Nullable CoordinationTask step) {

  /** Whether a sealed version may go live. */
  public enum Outcome {
    /** A step has to be done first. */
    OPEN,
    /** Every step is recorded. */
    DONE,
    /** An authority said no. */
    REFUSED
  }

  /** Nothing is left to do. */
  public static StepMove done() {
    return new StepMove(Outcome.DONE, null);
  }

  /** The piece may not be used. */
  public static StepMove refused() {
    return new StepMove(Outcome.REFUSED, null);
  }

  /** This comes next. */
  public static StepMove open(CoordinationTask step) {
    return new StepMove(Outcome.OPEN, step);
  }
}
