package io.medley.workflows.journey;

/** Types of the jobs in every journey. */
final class JobTypes {
  static final String CLAIM = "journey.claim";
  static final String TOUCH = "journey.touch";
  static final String WAIT_UNTIL = "journey.wait-until";
  static final String CLAIM_EVENT = "journey.claim-event";
  static final String EXITED = "journey.exited";
  static final String COMPLETED = "journey.completed";
  static final String ENDED = "journey.ended";

  private JobTypes() {}
}
