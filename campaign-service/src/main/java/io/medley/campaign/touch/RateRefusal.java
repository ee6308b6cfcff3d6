package io.medley.campaign.touch;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;

/** What keeping rates refuses. */
public abstract sealed class RateRefusal extends Refusal {

  private RateRefusal(ProblemType type, String message) {
    super(type, message);
  }

  /** A field cannot be used. */
  public static final class Unusable extends RateRefusal {
    private static final ProblemType TYPE =
        new ProblemType("rate-unusable", 422, "The rate cannot be used");

    /** With what is wrong and how to mend it. */
    public Unusable(String why) {
      super(TYPE, why);
    }
  }

  /** There is no such rate. */
  public static final class Unknown extends RateRefusal {
    private static final ProblemType TYPE =
        new ProblemType("rate-unknown", 404, "There is no such rate");

    /** Nothing more to say. */
    public Unknown() {
      super(TYPE, "There is no rate for this channel, sender and country.");
    }
  }
}
