package io.medley.campaign.channel;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.util.UUID;

/** What keeping webhook endpoints refuses. */
public abstract sealed class WebhookRefusal extends Refusal {

  private WebhookRefusal(ProblemType type, String message) {
    super(type, message);
  }

  /** A field cannot be used. */
  public static final class Unusable extends WebhookRefusal {
    private static final ProblemType TYPE =
        new ProblemType("webhook-unusable", 422, "The endpoint cannot be used");

    /** With what is wrong and how to mend it. */
    public Unusable(String why) {
      super(TYPE, why);
    }
  }

  /** The country has one. */
  public static final class CountryTaken extends WebhookRefusal {
    private static final ProblemType TYPE =
        new ProblemType("webhook-country-taken", 409, "The country has an endpoint");

    /** Of this country. */
    public CountryTaken(String country) {
      super(
          TYPE,
          "There is an endpoint for %s already. Retire it first, or choose another country."
              .formatted(
                  country.equals(WebhookEndpoint.EVERY_COUNTRY) ? "every country" : country));
    }
  }

  /** There is no such endpoint. */
  public static final class Unknown extends WebhookRefusal {
    private static final ProblemType TYPE =
        new ProblemType("webhook-unknown", 404, "There is no such endpoint");

    /** Of this id. */
    public Unknown(UUID id) {
      super(TYPE, "There is no webhook endpoint " + id + " that is called.");
    }
  }
}
