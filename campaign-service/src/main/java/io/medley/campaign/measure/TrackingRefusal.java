package io.medley.campaign.measure;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;

/** What tracking and preferences refuse. */
public abstract sealed class TrackingRefusal extends Refusal {

  private TrackingRefusal(ProblemType type, String message) {
    super(type, message);
  }

  /** The link was not made by this service, or not for this. */
  public static final class LinkUnknown extends TrackingRefusal {
    private static final ProblemType TYPE =
        new ProblemType("link-unknown", 404, "This link is not valid");

    /** Says nothing about why, so that guessing teaches nothing. */
    public LinkUnknown() {
      super(
          TYPE, "This link is not valid. Please use the link exactly as it stands in the message.");
    }
  }
}
