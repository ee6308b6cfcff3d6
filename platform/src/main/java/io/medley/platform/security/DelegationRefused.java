package io.medley.platform.security;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;

/** A delegation that cannot be; the message says why and how to mend it. */
public final class DelegationRefused extends Refusal {

  private static final ProblemType TYPE =
      new ProblemType("delegation-refused", 422, "This delegation cannot be");

  public DelegationRefused(String sentence) {
    super(TYPE, sentence);
  }
}
