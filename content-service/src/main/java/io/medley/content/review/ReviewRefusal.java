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

  /** Nobody is asked this now: it was decided, or its time has not come. */
  public static final class NotAsked extends ReviewRefusal {
    public NotAsked() {
      super(
          new ProblemType("not-asked", 409, "This is not to be decided now"),
          "It was decided already, or the review is not there yet. The review's page shows where it stands.");
    }
  }

  /** Something is missing that the decision needs. */
  public static final class DecisionIncomplete extends ReviewRefusal {
    public DecisionIncomplete(String missing) {
      super(new ProblemType("decision-incomplete", 422, "Something is missing"), missing);
    }
  }

  /** A tier is only ever raised. */
  public static final class TierNotDeeper extends ReviewRefusal {
    public TierNotDeeper(String now, String wanted) {
      super(
          new ProblemType("tier-not-deeper", 422, "A tier can only be raised"),
          "The review is in tier %s; %s is not deeper. T1 is the deepest, then T2, T3 and T0."
              .formatted(now, wanted));
    }
  }

  /** The lanes are over. */
  public static final class LanesOver extends ReviewRefusal {
    public LanesOver() {
      super(
          new ProblemType("lanes-over", 409, "The lanes are over"),
          "Nothing is open in this review that could be stopped or deepened.");
    }
  }

  /** Approval with changes says where. */
  public static final class SpanNeeded extends ReviewRefusal {
    public SpanNeeded() {
      super(
          new ProblemType("must-fix-span-needed", 422, "Mark what has to change"),
          "Approve with changes needs at least one must-fix annotation of your lane on words of the piece: mark the words, say what they should become, then sign.");
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
