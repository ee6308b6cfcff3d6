package io.medley.content.signing;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.time.Instant;

/** Why a signature was not made. */
public abstract sealed class SigningRefusal extends Refusal {

  SigningRefusal(ProblemType type, String sentence) {
    super(type, sentence);
  }

  /** Bytes, metadata or the check run are no longer those the signer was shown. */
  public static final class SubjectChanged extends SigningRefusal {
    public SubjectChanged() {
      super(
          new ProblemType(
              "signing-subject-changed", 409, "The piece is not the one you were shown"),
          "The bytes, the metadata or the findings changed since the page was shown. Read it again,"
              + " then sign.");
    }
  }

  /** What the statement is about is no longer as the signer was shown it. */
  public static final class StatementChanged extends SigningRefusal {
    public StatementChanged() {
      super(
          new ProblemType("signing-statement-changed", 409, "It is not what you were shown"),
          "What the statement is about changed since you were shown it. Go back, read it again,"
              + " then sign.");
    }
  }

  /** The request was used, is too old, or belongs to somebody else. */
  public static final class RequestSpent extends SigningRefusal {
    public RequestSpent() {
      super(
          new ProblemType("signing-request-spent", 409, "This signing was already used"),
          "A re-authentication is good for one signature. Open the signing page and sign again.");
    }
  }

  /** The identity provider's answer does not prove that the signer was there just now. */
  public static final class NotReauthenticated extends SigningRefusal {
    public NotReauthenticated(String sentence) {
      super(new ProblemType("signing-not-reauthenticated", 403, "Sign in again to sign"), sentence);
    }
  }

  /** The clock says a time before something that is already in the review. */
  public static final class ClockBehind extends SigningRefusal {
    public ClockBehind(Instant now, Instant before) {
      super(
          new ProblemType("signing-clock-behind", 409, "The clock of this service is behind"),
          "The clock says %s, but this review already has an entry of %s. A signature would bear a wrong time; ask an administrator to set the clock right, then sign."
              .formatted(now, before));
    }
  }

  /** One signature per review, round and lane. */
  public static final class AlreadySigned extends SigningRefusal {
    public AlreadySigned() {
      super(
          new ProblemType("lane-already-signed", 409, "This lane is already signed"),
          "Somebody signed this lane before you. Its history shows who.");
    }
  }
}
