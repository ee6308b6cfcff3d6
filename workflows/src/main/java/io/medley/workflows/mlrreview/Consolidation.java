package io.medley.workflows.mlrreview;

/** What all lanes together decided. */
public enum Consolidation {
  /** Every lane approved: the version is sealed and goes live. */
  APPROVED,
  /** At least one lane wants changes, none rejected: one consolidated list goes to the agency. */
  RETURNED,
  /** At least one lane rejected: the version ends here. */
  REJECTED
}
