package io.medley.workflows.lifecycle;

/** Names that {@code asset-lifecycle} shares with the code. */
final class Names {
  static final String PROCESS = "asset-lifecycle";
  static final String START_MESSAGE = "asset-lifecycle.start";
  static final String WITHDRAWN_MESSAGE = "asset-lifecycle.withdrawn";
  static final String SUPERSEDED_MESSAGE = "asset-lifecycle.superseded";
  static final String RENEWED_MESSAGE = "asset-lifecycle.renewed";

  /** Thrown and caught inside the model only: the life of the version is over. */
  static final String OVER_ERROR = "ASSET_LIFE_OVER";

  private Names() {}
}
