package io.medley.workflows.mlrreview;

/** What the pre-checks say about a version as a whole: the worst severity among their findings. */
public enum CheckVerdict {
  /** Nothing to look at. */
  CLEARED,
  /** Reviewers have to look at one or more findings. */
  REVIEW,
  /** May not be reviewed as it stands: it goes back to the agency. */
  BLOCKED
}
