package io.medley.content.precheck;

/** What a finding does to the version it was found in; declared from mild to severe. */
public enum Severity {
  /** Worth knowing. */
  INFO,
  /** Travels with the version; a reviewer judges it. */
  REVIEW,
  /** Stops submission until it is mended. */
  BLOCK
}
