package io.medley.campaign.touch;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;

/** Why a test is not sent. */
public final class TestRefusal extends Refusal {

  private static final ProblemType TYPE =
      new ProblemType("test-not-sent", 409, "The test was not sent");

  /** With the reason and how to mend it. */
  public TestRefusal(String why) {
    super(TYPE, why);
  }
}
