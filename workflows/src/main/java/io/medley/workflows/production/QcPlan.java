package io.medley.workflows.production;

import org.jspecify.annotations.Nullable;

/**
 * What follows from the decision.
 *
 * @param qc the way
 * @param qcTask what the coordinator is asked; null unless one is
 */
public record QcPlan(Way qc, @Nullable QcTask qcTask) {

  /** The ways on. */
  public enum Way {
    /** A coordinator looks. */
    REQUIRED,
    /** Nobody has to. */
    SKIPPED,
    /** A coordinator was faster than the engine. */
    DECIDED
  }

  /** A coordinator is asked. */
  public static QcPlan ask(QcTask task) {
    return new QcPlan(Way.REQUIRED, task);
  }

  /** The review starts at once. */
  public static QcPlan skipped() {
    return new QcPlan(Way.SKIPPED, null);
  }

  /** The decision is there. */
  public static QcPlan decided() {
    return new QcPlan(Way.DECIDED, null);
  }
}
