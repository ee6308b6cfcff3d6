package io.medley.content.review;

import io.medley.content.signing.Verdict;
import io.medley.workflows.mlrreview.Consolidation;
import java.util.Collection;

/** What all lanes together decided: the gravest verdict of any lane. */
final class Consolidating {

  private Consolidating() {}

  /** At least one verdict; approval with changes counts as a return until changes can be proven. */
  static Consolidation of(Collection<Verdict> verdicts) {
    Verdict deciding =
        Verdict.deciding(verdicts)
            .orElseThrow(() -> new IllegalStateException("No lane gave a verdict"));
    return switch (deciding) {
      case REJECT -> Consolidation.REJECTED;
      case RESUBMIT, AMEND_RETURN, APPROVE_WITH_CHANGES -> Consolidation.RETURNED;
      case APPROVE -> Consolidation.APPROVED;
    };
  }
}
