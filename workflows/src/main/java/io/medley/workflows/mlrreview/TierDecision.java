package io.medley.workflows.mlrreview;

import io.medley.workflows.engine.DecisionEvidence;
import java.util.List;

/**
 * How deeply a version is reviewed, and why.
 *
 * @param tier the tier that holds: the measured one, or the deeper one people raised it to
 * @param measured what the facts alone ask for: {@code T0} (administrative), {@code T3}
 *     (streamlined), {@code T2} (standard) or {@code T1} (full)
 * @param reasons the reasons of the measured tier in words a reviewer reads, at least one; after
 *     them why lanes look that the packs alone would not have opened
 * @param evidence the evaluated decisions: {@code review-tier} first, then {@code review-lanes}
 */
public record TierDecision(
    String tier, String measured, List<String> reasons, List<DecisionEvidence> evidence) {

  /** The tiers, the lightest review first. */
  public static final List<String> DEEPEST_LAST = List.of("T0", "T3", "T2", "T1");

  /** Copies the lists. */
  public TierDecision {
    reasons = List.copyOf(reasons);
    evidence = List.copyOf(evidence);
  }

  /** A tier nobody raised. */
  public TierDecision(String tier, List<String> reasons, List<DecisionEvidence> evidence) {
    this(tier, tier, reasons, evidence);
  }
}
