package io.medley.content.precheck;

/** When a check was run. */
public enum Stage {
  /** While the agency works on the draft. */
  DRAFT,
  /** In the act of submitting. */
  SUBMISSION,
  /** Again at the start of a review, on the exact hashes under review. */
  REVIEW,
  /** When every lane has approved, before the approval is sealed. */
  APPROVAL,
  /** Before an approved version is sent. */
  SEND
}
