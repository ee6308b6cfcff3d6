package io.medley.workflows.mlrreview;

/** What comes next for a review once its lanes have spoken. */
public enum Consolidation {
  /** Every lane approved and its verdict holds: the version is sealed. */
  APPROVED,
  /** Approved once the marked changes are made: the conditions go to the agency. */
  CHANGES,
  /** At least one lane wants changes, none rejected: one consolidated list goes to the agency. */
  RETURNED,
  /** At least one lane rejected: the version ends here. */
  REJECTED,
  /**
   * A corrected version arrived whose changes lie inside the conditions: a person verifies each.
   */
  CONDITIONS,
  /** Must-fix comments of different lanes contradict each other: a person decides. */
  DISPUTED,
  /** Returned once too often: a meeting is held before the list goes out. */
  MEETING,
  /** Signers whose verdict was carried over may still object: wait. */
  OBJECTIONS,
  /** Some lanes have to look again: they open anew. */
  LANES_AGAIN
}
