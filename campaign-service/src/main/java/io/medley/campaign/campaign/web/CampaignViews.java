package io.medley.campaign.campaign.web;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignPlan;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.ExitReason;
import io.medley.campaign.campaign.StepNames;
import io.medley.campaign.journey.JourneyVisits;
import io.medley.campaign.journey.VisitState;
import io.medley.campaign.measure.EngagementKind;
import io.medley.campaign.measure.Engagements;
import io.medley.campaign.measure.SafetyScreening;
import io.medley.campaign.touch.Reason;
import io.medley.platform.security.CurrentActor;
import io.medley.workflows.journey.JourneyTemplate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the campaign pages show, put together from the stores; templates reach it as
 * {@code @campaignViews}.
 */
@Component("campaignViews")
class CampaignViews {

  private static final Map<String, String> OWN_REASONS =
      Map.ofEntries(
          Map.entry(
              "PLAN_CHANGED",
              "The campaign goes on by another journey; this HCP goes on by it from where they stood."),
          Map.entry("ENROLMENT_CLOSED", "The journey was over already."),
          Map.entry(
              "START_NOT_CLAIMED",
              "The engine did not pick the start up in time; it was started again."),
          Map.entry(
              "INSTANCE_LOST", "The engine lost the journey; it was started again where it stood."),
          Map.entry("TIER_NOT_ADDRESSED", "The step is not for this HCP's tier."),
          Map.entry("NO_CAPACITY", "The rep has no room for another suggestion."),
          Map.entry("NO_REPRESENTATIVE", "Nobody looks after the HCP's territory."),
          Map.entry("DRIVER_MUTED", "The rep said that the reasons for it are none for this HCP."),
          Map.entry("ACCESS_CLOSED", "Nobody gets in to see the HCP."),
          Map.entry("NO_ANSWER", "Nobody answered in time; the journey went on by itself."));

  private static final Map<String, String> EXIT_REASONS =
      Arrays.stream(ExitReason.values())
          .collect(Collectors.toUnmodifiableMap(ExitReason::name, ExitReason::sentence));

  private static final Map<String, String> GATE_REASONS =
      Arrays.stream(Reason.values())
          .collect(Collectors.toUnmodifiableMap(Reason::name, Reason::sentence));

  private static final JourneyVisits.StepTimes NOBODY =
      new JourneyVisits.StepTimes(null, null, null);

  private final Campaigns campaigns;
  private final CampaignPlanning planning;
  private final StepNames stepNames;
  private final JourneyVisits visits;
  private final Engagements engagements;
  private final SafetyScreening safety;
  private final CurrentActor actor;

  CampaignViews(
      Campaigns campaigns,
      CampaignPlanning planning,
      StepNames stepNames,
      JourneyVisits visits,
      Engagements engagements,
      SafetyScreening safety,
      CurrentActor actor) {
    this.campaigns = campaigns;
    this.planning = planning;
    this.stepNames = stepNames;
    this.visits = visits;
    this.engagements = engagements;
    this.safety = safety;
    this.actor = actor;
  }

  /** Whether the reader may see what drug safety has to know. */
  public boolean handlesSafety() {
    return safety.handles(actor.require());
  }

  /**
   * The steps of a campaign's template with its HCPs, in the model's order; after them those steps
   * that only earlier versions have and somebody came to.
   */
  List<StepView> steps(Campaign campaign) {
    JourneyTemplate template = planning.template(campaign.plan().templateId());
    Map<String, String> elements = DiagramSteps.of(template.bpmnXml());
    Figures figures =
        new Figures(
            visits.counts(campaign.id()),
            visits.reasons(campaign.id()),
            visits.times(campaign.id()),
            engagements.counts(campaign.id().value()));
    List<StepView> steps = new ArrayList<>();
    template
        .steps()
        .forEach(
            step ->
                steps.add(
                    figures.at(step, elements.getOrDefault(step.stepId(), step.stepId()), null)));
    Set<String> gone = new TreeSet<>(figures.counts().keySet());
    template.steps().forEach(step -> gone.remove(step.stepId()));
    for (Campaigns.Superseded version :
        gone.isEmpty() ? List.<Campaigns.Superseded>of() : campaigns.superseded(campaign.id())) {
      String templateId = version.plan().templateId();
      String named = "version %d: %s".formatted(version.version(), journey(templateId));
      for (JourneyTemplate.Step step : planning.template(templateId).steps()) {
        if (gone.remove(step.stepId())) {
          steps.add(figures.at(step, "", named));
        }
      }
    }
    return steps;
  }

  /** What is known of the HCPs of a campaign, by step. */
  private record Figures(
      Map<String, Map<VisitState, Long>> counts,
      Map<String, List<JourneyVisits.ReasonCount>> reasons,
      Map<String, JourneyVisits.StepTimes> times,
      Map<String, Map<EngagementKind, Long>> engaged) {

    StepView at(JourneyTemplate.Step step, String element, @Nullable String earlier) {
      Map<VisitState, Long> here = counts.getOrDefault(step.stepId(), Map.of());
      Map<EngagementKind, Long> did = engaged.getOrDefault(step.stepId(), Map.of());
      JourneyVisits.StepTimes at = times.getOrDefault(step.stepId(), NOBODY);
      return new StepView(
          step.stepId(),
          element,
          StepNames.said(step.name()),
          step.kind() == JourneyTemplate.Kind.TOUCH,
          step.channel(),
          step.slot(),
          here.getOrDefault(VisitState.WAITING, 0L),
          here.getOrDefault(VisitState.HELD, 0L),
          here.getOrDefault(VisitState.PASSED, 0L),
          here.getOrDefault(VisitState.SUPPRESSED, 0L),
          did.getOrDefault(EngagementKind.OPENED, 0L),
          did.getOrDefault(EngagementKind.CLICKED, 0L),
          reasons.getOrDefault(step.stepId(), List.of()),
          stay(at.stayed()),
          at.oldest(),
          at.nextDue(),
          earlier);
    }
  }

  /** A step of a campaign as people name it; its id if no version of its journey has it. */
  String step(Campaign campaign, String stepId) {
    return stepNames.of(campaign).getOrDefault(stepId, stepId);
  }

  /** A coded reason in a sentence. */
  public String sentence(@Nullable String reason) {
    if (reason == null) {
      return "";
    }
    String gate = GATE_REASONS.get(reason);
    return gate != null
        ? gate
        : EXIT_REASONS.getOrDefault(reason, OWN_REASONS.getOrDefault(reason, reason));
  }

  /** A sentence of a decision as people say it, without the codes it was stored with. */
  public String said(@Nullable String sentence) {
    return PlainWords.said(sentence);
  }

  /** A profession as people say it. */
  public String profession(String type) {
    return PlainWords.profession(type);
  }

  /** A journey as people name it. */
  public String journey(String templateId) {
    String title = planning.template(templateId).title();
    return CampaignPlan.released(templateId).isEmpty()
        ? title
        : title + ", as it was before a release altered it";
  }

  /** A step as people name it: the model asks "How long to wait", people say "Wait". */
  public String stepName(String name) {
    return StepNames.said(name);
  }

  /** A wait as people say it: "3 days", "90 minutes". */
  public String wait(Duration wait) {
    long seconds = wait.toSeconds();
    if (seconds > 0 && seconds % 86_400 == 0) {
      return amount(seconds / 86_400, "day");
    } else if (seconds > 0 && seconds % 3_600 == 0) {
      return amount(seconds / 3_600, "hour");
    } else if (seconds > 0 && seconds % 60 == 0) {
      return amount(seconds / 60, "minute");
    }
    return amount(seconds, "second");
  }

  private static String amount(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }

  /** A measured time, shortly: "40 s", "12 min", "5 h", "3 d". */
  private static String stay(@Nullable Duration stayed) {
    if (stayed == null) {
      return "";
    }
    long seconds = stayed.toSeconds();
    if (seconds < 60) {
      return seconds + " s";
    } else if (seconds < 5_400) {
      return (seconds + 30) / 60 + " min";
    }
    return seconds < 172_800
        ? (seconds + 1_800) / 3_600 + " h"
        : (seconds + 43_200) / 86_400 + " d";
  }

  /** A country in the reader's language. */
  public String country(String code) {
    return Locale.of("", code)
        .getDisplayCountry(org.springframework.context.i18n.LocaleContextHolder.getLocale());
  }

  /** A language in the reader's language. */
  public String language(String tag) {
    return Locale.forLanguageTag(tag)
        .getDisplayName(org.springframework.context.i18n.LocaleContextHolder.getLocale());
  }
}
