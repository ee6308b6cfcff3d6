package io.medley.platform.security;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;

/** A decision of an access review that cannot be; the message says why. */
public final class AccessReviewRefused extends Refusal {

  private static final ProblemType TYPE =
      new ProblemType("access-review-refused", 409, "This grant was not reviewed");

  public AccessReviewRefused(String sentence) {
    super(TYPE, sentence);
  }
}
