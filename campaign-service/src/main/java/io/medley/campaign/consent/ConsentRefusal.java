package io.medley.campaign.consent;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.time.Instant;

/** What asking for and recording consent refuses. */
public abstract sealed class ConsentRefusal extends Refusal {

  private ConsentRefusal(ProblemType type, String message) {
    super(type, message);
  }

  /** There are no words for this channel and purpose. */
  public static final class NothingToAgreeTo extends ConsentRefusal {
    private static final ProblemType TYPE =
        new ProblemType("consent-text-missing", 422, "There is nothing to agree to");

    public NothingToAgreeTo(String channel, String purpose) {
      super(TYPE, "No consent text is on record for %s and %s.".formatted(channel, purpose));
    }
  }

  /** The HCP was asked for the same a short time ago. */
  public static final class AskedLately extends ConsentRefusal {
    private static final ProblemType TYPE =
        new ProblemType("consent-asked-lately", 409, "The HCP was asked already");

    public AskedLately(Instant again) {
      super(
          TYPE, "The HCP was asked for this already; it may be repeated from %s.".formatted(again));
    }
  }

  /** The link can no longer be used. */
  public static final class RequestLapsed extends ConsentRefusal {
    private static final ProblemType TYPE =
        new ProblemType("consent-request-lapsed", 410, "This link is too old");

    public RequestLapsed() {
      super(TYPE, "This link is too old. If you still agree, please ask for a new one.");
    }
  }

  /** The link was not made by this service. */
  public static final class LinkNotOurs extends ConsentRefusal {
    private static final ProblemType TYPE =
        new ProblemType("consent-link-unknown", 404, "This link is not valid");

    public LinkNotOurs() {
      super(
          TYPE, "This link is not valid. Please use the link exactly as it stands in the message.");
    }
  }

  /** What was given proves nothing. */
  public static final class EvidenceMissing extends ConsentRefusal {
    private static final ProblemType TYPE =
        new ProblemType("consent-evidence-missing", 422, "The evidence is missing");

    public EvidenceMissing() {
      super(TYPE, "Say what proves it, e.g. \"signed form of 3 March, filed under CF-118\".");
    }
  }
}
