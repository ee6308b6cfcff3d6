package io.medley.workflows.mlrreview;

/** Names that {@code mlr-review} and its decisions share with the code. */
final class Names {
  static final String PROCESS = "mlr-review";
  static final String START_MESSAGE = "mlr-review.start";
  static final String ROUND_STOPPED_MESSAGE = "mlr-review.round-stopped";
  static final String OBJECTION_MESSAGE = "mlr-review.objection";
  static final String CORRECTED_MESSAGE = "mlr-review.corrected";
  static final String LANE_TASK = "task_lane_verdict";
  static final String FORM = "mlr-review";
  static final String TIER_DECISION = "review-tier";
  static final String LANES_DECISION = "review-lanes";

  private Names() {}
}
