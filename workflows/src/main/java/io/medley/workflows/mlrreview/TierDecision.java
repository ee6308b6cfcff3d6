package io.medley.workflows.mlrreview;

import java.util.List;

/**
 * How deeply a version is reviewed, and why.
 *
 * @param tier {@code T0} (administrative), {@code T1} (full), {@code T2} (standard) or {@code T3}
 *     (streamlined)
 * @param reasons the reasons in words a reviewer reads, at least one
 * @param evidence the evaluated decisions: {@code review-tier} first, then {@code review-lanes}
 */
public record TierDecision(String tier, List<String> reasons, List<DecisionEvidence> evidence) {

  /** Copies the lists. */
  public TierDecision {
    reasons = List.copyOf(reasons);
    evidence = List.copyOf(evidence);
  }
}
