package io.medley.campaign.measure;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;

/** What is refused of holdouts. */
public abstract sealed class HoldoutRefusal extends Refusal {

  private HoldoutRefusal(ProblemType type, String message) {
    super(type, message);
  }

  /** The share or its reason cannot be used. */
  public static final class Unusable extends HoldoutRefusal {
    private static final ProblemType TYPE =
        new ProblemType("holdout-unusable", 422, "The holdout cannot be set so");

    /** With what is wrong and how to mend it. */
    public Unusable(String why) {
      super(TYPE, why);
    }
  }
}
