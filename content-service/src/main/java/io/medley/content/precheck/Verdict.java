package io.medley.content.precheck;

/** What all findings of one run come to. It sorts work; it never approves anything. */
public enum Verdict {
  /** Nothing to judge. */
  CLEARED,
  /** At least one finding for a reviewer. */
  REVIEW,
  /** At least one finding that stops submission. */
  BLOCKED
}
