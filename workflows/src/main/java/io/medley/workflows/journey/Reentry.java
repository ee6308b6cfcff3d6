package io.medley.workflows.journey;

import java.util.Arrays;
import java.util.Optional;

/** Whether a person can enter a journey of one campaign again. */
public enum Reentry {
  /** Once per campaign, for good. */
  NEVER("never"),
  /** Again by every event, once the journey before is over. */
  AFTER_EXIT("after-exit"),
  /** Once per business key of the event, e.g. a congress or a question; several at a time. */
  BY_KEY("by-key");

  private final String modelName;

  Reentry(String modelName) {
    this.modelName = modelName;
  }

  /** Its name in a model. */
  public String modelName() {
    return modelName;
  }

  /** The rule of this name; empty if there is none. */
  public static Optional<Reentry> named(String modelName) {
    return Arrays.stream(values()).filter(rule -> rule.modelName.equals(modelName)).findFirst();
  }
}
