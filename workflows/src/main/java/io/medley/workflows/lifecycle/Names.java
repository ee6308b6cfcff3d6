package io.medley.workflows.lifecycle;

/** Names that {@code asset-lifecycle} shares with the code. */
final class Names {
  static final String PROCESS = "asset-lifecycle";
  static final String START_MESSAGE = "asset-lifecycle.start";
  static final String WITHDRAWN_MESSAGE = "asset-lifecycle.withdrawn";
  static final String SUPERSEDED_MESSAGE = "asset-lifecycle.superseded";
  static final String RENEWED_MESSAGE = "asset-lifecycle.renewed";

  private Names() {}
}
