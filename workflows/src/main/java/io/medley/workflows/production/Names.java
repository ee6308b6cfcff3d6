package io.medley.workflows.production;

/** Names that {@code content-production} and its decision share with the code. */
final class Names {
  static final String START_MESSAGE = "content-production.start";
  static final String CHANGED_MESSAGE = "content-production.changed";
  static final String QC_DECISION = "coordinator-qc";

  private Names() {}
}
