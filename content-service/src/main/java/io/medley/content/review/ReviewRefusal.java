package io.medley.content.review;

import io.medley.content.signing.Lane;
import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;

/** What a review says no to. */
public abstract sealed class ReviewRefusal extends Refusal {

  private ReviewRefusal(ProblemType type, String message) {
    super(type, message);
  }

  /** No such review, or not one this person may know of. */
  public static final class ReviewUnknown extends ReviewRefusal {
    public ReviewUnknown(ReviewId id) {
      super(
          new ProblemType("review-unknown", 404, "No such review"),
          "There is no review %s among the work you may see.".formatted(id));
    }
  }

  /** The review has no such lane. */
  public static final class LaneUnknown extends ReviewRefusal {
    public LaneUnknown(String lane) {
      super(
          new ProblemType("lane-unknown", 404, "No such lane"),
          "This review has no lane %s.".formatted(lane));
    }
  }

  /** The lane is decided or the review is over. */
  public static final class LaneClosed extends ReviewRefusal {
    public LaneClosed(Lane lane) {
      super(
          new ProblemType("lane-closed", 409, "This lane is closed"),
          "The %s lane is not open for signing. Its history shows where it stands."
              .formatted(lane.title()));
    }
  }

  /** This person may not sign this lane. */
  public static final class MayNotSign extends ReviewRefusal {
    public MayNotSign(String reason) {
      super(new ProblemType("may-not-sign", 403, "You may not sign this lane"), reason);
    }
  }

  /** A verdict that sends the piece back says what to change. */
  public static final class ReasonNeeded extends ReviewRefusal {
    public ReasonNeeded() {
      super(
          new ProblemType("must-fix-needed", 422, "Say what has to change"),
          "This verdict sends the piece back: write at least one must-fix comment in your lane first.");
    }
  }

  /** No such verdict is offered. */
  public static final class VerdictUnknown extends ReviewRefusal {
    public VerdictUnknown(String verdict) {
      super(
          new ProblemType("verdict-unknown", 422, "No such verdict"),
          "There is no verdict %s to give.".formatted(verdict));
    }
  }
}
