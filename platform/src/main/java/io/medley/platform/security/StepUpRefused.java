package io.medley.platform.security;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.util.Map;

/** The re-authentication does not prove what is needed; nothing was signed. */
public final class StepUpRefused extends Refusal {

  private static final ProblemType TYPE =
      new ProblemType("step-up-refused", 403, "Please authenticate again");

  /** Why. */
  public enum Reason {
    UNKNOWN("This signing request is not known here."),
    OTHER_PERSON("Somebody else authenticated than the person who is signed in."),
    OTHER_PURPOSE("The authentication was given for something else."),
    NOT_COMPLETED("The authentication was not completed."),
    NOT_FRESH("The sign-in provider did not ask for the password again."),
    TOO_OLD("The authentication is more than five minutes old."),
    USED("The authentication was used already.");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }
  }

  private final Reason reason;

  public StepUpRefused(Reason reason) {
    super(
        TYPE,
        reason.sentence + " Nothing was signed; start the signature again.",
        Map.of("reason", reason.name()));
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
