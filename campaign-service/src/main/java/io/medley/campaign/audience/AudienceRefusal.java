package io.medley.campaign.audience;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.util.UUID;

/** What keeping audiences refuses. */
public abstract sealed class AudienceRefusal extends Refusal {

  private AudienceRefusal(ProblemType type, String message) {
    super(type, message);
  }

  /** There is no such audience. */
  public static final class AudienceUnknown extends AudienceRefusal {
    private static final ProblemType TYPE =
        new ProblemType("audience-unknown", 404, "No such audience");

    public AudienceUnknown(UUID id) {
      super(TYPE, "There is no audience %s.".formatted(id));
    }
  }

  /** The audience cannot be stored as given. */
  public static final class AudienceUnusable extends AudienceRefusal {
    private static final ProblemType TYPE =
        new ProblemType("audience-unusable", 422, "The audience cannot be saved");

    public AudienceUnusable(String message) {
      super(TYPE, message);
    }
  }

  /** Somebody else has the name, or changed it first. */
  public static final class AudienceChanged extends AudienceRefusal {
    private static final ProblemType TYPE =
        new ProblemType("audience-changed", 409, "The audience was changed by somebody else");

    public AudienceChanged(String name) {
      super(
          TYPE,
          "There is an audience \"%s\" already, or it was changed meanwhile; look at it first."
              .formatted(name));
    }
  }

  /** The campaign was launched: its audience stands. */
  public static final class CampaignLaunched extends AudienceRefusal {
    private static final ProblemType TYPE =
        new ProblemType("campaign-audience-stands", 409, "The campaign was launched");

    public CampaignLaunched(String campaign) {
      super(
          TYPE,
          "\"%s\" was launched: its audience stands. Plan another campaign for another audience."
              .formatted(campaign));
    }
  }
}
