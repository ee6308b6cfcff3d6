package io.medley.campaign.portal;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;

/** What a portal is refused for. */
public abstract sealed class PortalRefusal extends Refusal {

  private PortalRefusal(ProblemType type, String message) {
    super(type, message);
  }

  /** A field cannot be used. */
  public static final class Unusable extends PortalRefusal {
    private static final ProblemType TYPE =
        new ProblemType("portal-request-unusable", 422, "The request cannot be used");

    /** With what is wrong and how to mend it. */
    public Unusable(String why) {
      super(TYPE, why);
    }
  }

  /** The id was used for something else. */
  public static final class IdUsed extends PortalRefusal {
    private static final ProblemType TYPE =
        new ProblemType("portal-request-id-used", 409, "The request id was used before");

    /** Nothing more to say. */
    public IdUsed() {
      super(TYPE, "This request id asked for another HCP or slot before. Use a new one.");
    }
  }

  /** There is no such answer. */
  public static final class Unknown extends PortalRefusal {
    private static final ProblemType TYPE =
        new ProblemType("portal-answer-unknown", 404, "There is no such answer");

    /** Nothing more to say. */
    public Unknown() {
      super(TYPE, "Nothing was answered to a request of this id, so nothing can have been shown.");
    }
  }
}
