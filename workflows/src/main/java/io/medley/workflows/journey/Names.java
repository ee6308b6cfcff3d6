package io.medley.workflows.journey;

/** Names that the journey templates share with the code. */
final class Names {
  static final String PROCESS_PREFIX = "journey-";
  static final String START_MESSAGE_PREFIX = "journey.start.";
  static final String RESPONSE_MESSAGE = "journey.response";
  static final String EXIT_MESSAGE = "journey.exit";

  /** Headers of a step in a model. */
  static final String STEP = "step";

  static final String CHANNEL = "channel";
  static final String SLOT = "slot";
  static final String DEFAULT_WAIT = "defaultWait";

  private Names() {}
}
