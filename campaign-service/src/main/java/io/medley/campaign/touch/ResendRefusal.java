package io.medley.campaign.touch;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;

/** Why a message is not sent again. */
public abstract sealed class ResendRefusal extends Refusal {

  private ResendRefusal(ProblemType type, String message) {
    super(type, message);
  }

  /** There is no such message. */
  public static final class Unknown extends ResendRefusal {
    private static final ProblemType TYPE =
        new ProblemType("send-unknown", 404, "The message does not exist");

    Unknown(String sendKey) {
      super(TYPE, "No message is called " + sendKey + ".");
    }
  }

  /** It was not given up, or is sent again already. */
  public static final class Conflict extends ResendRefusal {
    private static final ProblemType TYPE =
        new ProblemType("resend-conflict", 409, "The message is not sent again");

    Conflict(String message) {
      super(TYPE, message);
    }
  }

  /** Nobody said why. */
  public static final class Unclear extends ResendRefusal {
    private static final ProblemType TYPE =
        new ProblemType("resend-unclear", 422, "Say why it is sent again");

    Unclear() {
      super(TYPE, "Say why, in at most 500 characters: it is kept with the message.");
    }
  }
}
