package io.medley.campaign.campaign;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.util.List;
import java.util.Map;

/** What campaigns refuse, and why. */
public abstract sealed class CampaignRefusal extends Refusal {

  private CampaignRefusal(ProblemType type, String message) {
    super(type, message);
  }

  private CampaignRefusal(ProblemType type, String message, Map<String, Object> details) {
    super(type, message, details);
  }

  /** There is no such campaign. */
  public static final class CampaignUnknown extends CampaignRefusal {
    private static final ProblemType TYPE =
        new ProblemType("campaign-unknown", 404, "No such campaign");

    /** Of this id. */
    public CampaignUnknown(CampaignId id) {
      super(TYPE, "There is no campaign " + id + ".");
    }
  }

  /** The campaign's template has no such step. */
  public static final class StepUnknown extends CampaignRefusal {
    private static final ProblemType TYPE = new ProblemType("step-unknown", 404, "No such step");

    /** Of this id. */
    public StepUnknown(String stepId) {
      super(TYPE, "The campaign's journey has no step \"" + stepId + "\".");
    }
  }

  /** There is no such enrolment. */
  public static final class EnrolmentUnknown extends CampaignRefusal {
    private static final ProblemType TYPE =
        new ProblemType("enrolment-unknown", 404, "No such enrolment");

    /** Of this id. */
    public EnrolmentUnknown(EnrolmentId id) {
      super(TYPE, "There is no enrolment " + id + ".");
    }
  }

  /** There is no such journey template. */
  public static final class TemplateUnknown extends CampaignRefusal {
    private static final ProblemType TYPE =
        new ProblemType("template-unknown", 404, "No such journey template");

    /** Of this id. */
    public TemplateUnknown(String templateId) {
      super(
          TYPE, "There is no journey template \"" + templateId + "\"; choose one of the gallery.");
    }
  }

  /** The plan cannot be carried out as it stands. */
  public static final class PlanIncomplete extends CampaignRefusal {
    private static final ProblemType TYPE =
        new ProblemType("campaign-plan-incomplete", 422, "The campaign's plan is not complete");

    private final List<Flaw> flaws;

    /** With everything that must be mended. */
    public PlanIncomplete(List<Flaw> flaws) {
      super(
          TYPE,
          String.join(" ", flaws.stream().map(Flaw::message).toList()),
          Map.of("flaws", List.copyOf(flaws)));
      this.flaws = List.copyOf(flaws);
    }

    /** Everything that must be mended. */
    public List<Flaw> flaws() {
      return flaws;
    }

    /**
     * One thing to mend.
     *
     * @param field the field of the plan
     * @param message what is wrong with it and how to mend it
     */
    public record Flaw(String field, String message) {}
  }

  /** Nobody would be enrolled. */
  public static final class AudienceEmpty extends CampaignRefusal {
    private static final ProblemType TYPE =
        new ProblemType("audience-empty", 409, "The audience is empty");

    /** For the countries of the campaign. */
    public AudienceEmpty(List<String> countries) {
      super(
          TYPE,
          "No HCP is known in "
              + String.join(", ", countries)
              + ". Import HCPs of these countries, then launch.");
    }
  }

  /** The campaign's state does not allow it. */
  public static final class CampaignOver extends CampaignRefusal {
    private static final ProblemType TYPE =
        new ProblemType("campaign-over", 409, "The campaign was stopped");

    /** For a stopped campaign. */
    public CampaignOver(Campaign campaign) {
      super(
          TYPE,
          "\""
              + campaign.plan().name()
              + "\" was stopped and stays so. Create a new campaign from the same template.");
    }
  }

  /** Nobody enters the campaign any more. */
  public static final class CampaignDraining extends CampaignRefusal {
    private static final ProblemType TYPE =
        new ProblemType("campaign-draining", 409, "The campaign is being drained");

    /** For a campaign whose entry is closed. */
    public CampaignDraining(Campaign campaign) {
      super(
          TYPE,
          "Nobody enters \""
              + campaign.plan().name()
              + "\" any more; those under way go on. Create a new campaign for new HCPs.");
    }
  }

  /** What is to be paused or resumed, or why, is not clear. */
  public static final class ControlUnclear extends CampaignRefusal {
    private static final ProblemType TYPE =
        new ProblemType("control-unclear", 422, "It is not clear what to do");

    /** With what to mend. */
    public ControlUnclear(String message) {
      super(TYPE, message);
    }
  }

  /** What is to be tried against each other cannot be. */
  public static final class ExperimentRefused extends CampaignRefusal {
    private static final ProblemType TYPE =
        new ProblemType("experiment-refused", 422, "The experiment cannot be set");

    /** With what to mend. */
    public ExperimentRefused(String message) {
      super(TYPE, message);
    }
  }

  /** Only a launched campaign can be stopped. */
  public static final class CampaignNotLaunched extends CampaignRefusal {
    private static final ProblemType TYPE =
        new ProblemType("campaign-not-launched", 409, "The campaign was never launched");

    /** For a draft. */
    public CampaignNotLaunched(Campaign campaign) {
      super(TYPE, "\"" + campaign.plan().name() + "\" is a draft: there is nothing to stop.");
    }
  }
}
