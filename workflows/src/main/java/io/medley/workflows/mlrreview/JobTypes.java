package io.medley.workflows.mlrreview;

/** Types of the jobs in {@code mlr-review}. */
final class JobTypes {
  static final String CLAIM = "mlr-review.claim";
  static final String PRE_CHECK = "mlr-review.pre-check";
  static final String PLAN_LANES = "mlr-review.plan-lanes";
  static final String OPEN_LANE = "mlr-review.open-lane";
  static final String RECORD_VERDICT = "mlr-review.record-verdict";
  static final String LANE_OVERDUE = "mlr-review.lane-overdue";
  static final String CONSOLIDATE = "mlr-review.consolidate";
  static final String OPEN_CONDITIONS = "mlr-review.open-conditions";
  static final String NEXT_STEP = "mlr-review.next-step";
  static final String SEAL = "mlr-review.seal";
  static final String GO_LIVE = "mlr-review.go-live";
  static final String RETURN_TO_AGENCY = "mlr-review.return-to-agency";
  static final String REJECT = "mlr-review.reject";
  static final String ENDED = "mlr-review.ended";

  private JobTypes() {}
}
