package io.medley.content.review;

import io.medley.platform.security.Actor;
import io.medley.workflows.mlrreview.HumanStep;
import java.util.Map;

/** What is particular to one kind of decision outside the lanes. */
interface DecisionRule {

  HumanStep step();

  /**
   * Looks at what a person wants to sign, in the caller's transaction and under the review's lock.
   *
   * @return the body as it will be signed
   * @throws ReviewRefusal if it cannot be decided so, or not by this person
   */
  Map<String, Object> checked(
      Review review, String subject, Map<String, Object> body, Actor person);

  /** What signing it means (21 CFR 11.50(a)(3)), as a sentence. */
  String meaning(Review review, String subject, Map<String, Object> body);

  /** Carries the signed decision out, in the transaction that stores it. */
  void decided(Review review, SignedDecision decision, Actor person);
}
