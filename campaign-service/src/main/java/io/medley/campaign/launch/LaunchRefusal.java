package io.medley.campaign.launch;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.util.List;
import java.util.Map;

/** What launches refuse, and why. */
public abstract sealed class LaunchRefusal extends Refusal {

  private LaunchRefusal(ProblemType type, String message) {
    super(type, message);
  }

  private LaunchRefusal(ProblemType type, String message, Map<String, Object> details) {
    super(type, message, details);
  }

  /** The campaign has no launch. */
  public static final class LaunchUnknown extends LaunchRefusal {
    private static final ProblemType TYPE =
        new ProblemType("launch-unknown", 404, "The launch was not begun");

    LaunchUnknown(CampaignId campaign) {
      super(TYPE, "Nobody has begun to prepare the launch of campaign " + campaign + ".");
    }
  }

  /** The launch stands elsewhere. */
  public static final class StageConflict extends LaunchRefusal {
    private static final ProblemType TYPE =
        new ProblemType("launch-stage", 409, "The launch stands elsewhere");

    StageConflict(String message) {
      super(TYPE, message);
    }
  }

  /** Something has to be done before approvals can be asked for. */
  public static final class NotReady extends LaunchRefusal {
    private static final ProblemType TYPE =
        new ProblemType("launch-not-ready", 409, "The launch is not ready for approvals");

    private final List<String> lacks;

    NotReady(List<String> lacks) {
      super(TYPE, String.join(" ", lacks), Map.of("lacks", List.copyOf(lacks)));
      this.lacks = List.copyOf(lacks);
    }

    /** Everything that has to be done. */
    public List<String> lacks() {
      return lacks;
    }
  }

  /** What was given cannot be taken. */
  public static final class Unusable extends LaunchRefusal {
    private static final ProblemType TYPE =
        new ProblemType("launch-unusable", 422, "That cannot be taken");

    Unusable(String message) {
      super(TYPE, message);
    }
  }

  /** Somebody decides about what they asked for themselves. */
  public static final class OwnRequest extends LaunchRefusal {
    private static final ProblemType TYPE =
        new ProblemType("launch-own-request", 403, "Somebody else has to decide");

    OwnRequest() {
      super(
          TYPE,
          "You planned, prepared or asked for this launch: somebody else has to decide about it.");
    }
  }

  /** What approvals are about has changed since they were asked for. */
  public static final class PackageChanged extends LaunchRefusal {
    private static final ProblemType TYPE =
        new ProblemType("launch-package-changed", 409, "The launch has changed");

    PackageChanged(Campaign campaign) {
      super(
          TYPE,
          "Audience or arms of \"%s\" were changed after approvals were asked for. Take the request back and ask again."
              .formatted(campaign.plan().name()));
    }
  }

  /** content-service did not take the brief. */
  public static final class BriefNotTaken extends LaunchRefusal {
    private static final ProblemType TYPE =
        new ProblemType("launch-brief-not-taken", 502, "The brief was not opened");

    BriefNotTaken(String why) {
      super(TYPE, why);
    }
  }
}
