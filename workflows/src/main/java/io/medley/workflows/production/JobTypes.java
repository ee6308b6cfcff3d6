package io.medley.workflows.production;

/** Types of the jobs in {@code content-production}. */
final class JobTypes {
  static final String CLAIM = "content-production.claim";
  static final String LOOK = "content-production.look";
  static final String DECIDE_QC = "content-production.decide-qc";
  static final String RECORD_QC = "content-production.record-qc";
  static final String START_REVIEW = "content-production.start-review";
  static final String ENDED = "content-production.ended";

  private JobTypes() {}
}
