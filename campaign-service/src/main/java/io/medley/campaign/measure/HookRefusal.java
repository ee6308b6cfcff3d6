package io.medley.campaign.measure;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;

/** What a call of a provider is refused for. */
public abstract sealed class HookRefusal extends Refusal {

  private HookRefusal(ProblemType type, String message) {
    super(type, message);
  }

  /** It is not proved to come from the provider. */
  public static final class NotTheirs extends HookRefusal {
    private static final ProblemType TYPE =
        new ProblemType("hook-signature", 401, "The call is not signed by the provider");

    /** With what is wrong with the signature. */
    public NotTheirs(String why) {
      super(
          TYPE,
          why
              + " Sign the bytes of the body with the shared secret: HMAC-SHA-256 over"
              + " <seconds>.<body>, header Medley-Signature: t=<seconds>,v1=<hex>.");
    }
  }

  /** Its body cannot be read. */
  public static final class Unreadable extends HookRefusal {
    private static final ProblemType TYPE =
        new ProblemType("hook-unreadable", 400, "The call cannot be read");

    /** With what is expected. */
    public Unreadable(String expected) {
      super(TYPE, "The body is not the JSON object that is expected: " + expected + ".");
    }
  }
}
