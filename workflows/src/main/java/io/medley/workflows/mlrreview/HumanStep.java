package io.medley.workflows.mlrreview;

/** What people decide outside the lanes; each is one task of the model. */
public enum HumanStep {
  /** The coordinator verifies each condition of an approval with changes. */
  CONDITIONS("task_verify_conditions"),
  /** The coordinator decides comments that contradict each other. */
  ARBITRATION("task_arbitrate"),
  /** The meeting after too many rounds. */
  MEETING("task_meeting"),
  /** A step of the market between the seal and going live. */
  MARKET_STEP("task_market_step");

  private final String element;

  HumanStep(String element) {
    this.element = element;
  }

  /** Id of the task in the model. */
  String element() {
    return element;
  }
}
