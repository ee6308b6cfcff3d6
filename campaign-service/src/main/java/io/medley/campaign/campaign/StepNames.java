package io.medley.campaign.campaign;

import io.medley.workflows.journey.JourneyTemplate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** What people call the steps of a campaign: as its models name them. */
@Service
public class StepNames {

  private static final String QUESTION = "How long to ";

  private final Campaigns campaigns;
  private final CampaignPlanning planning;

  StepNames(Campaigns campaigns, CampaignPlanning planning) {
    this.campaigns = campaigns;
    this.planning = planning;
  }

  /** Names by step, also of steps that only earlier versions have; none if it is not known. */
  public Map<String, String> of(CampaignId campaign) {
    return campaigns.find(campaign).map(this::of).orElse(Map.of());
  }

  /** Names by step, also of steps that only earlier versions have. */
  public Map<String, String> of(Campaign campaign) {
    Map<String, String> names = new LinkedHashMap<>();
    Stream.concat(
            Stream.of(campaign.plan()),
            campaign.version() == 1
                ? Stream.empty()
                : campaigns.superseded(campaign.id()).stream().map(Campaigns.Superseded::plan))
        .flatMap(this::steps)
        .forEach(step -> names.putIfAbsent(step.stepId(), said(step.name())));
    return Collections.unmodifiableMap(names);
  }

  /** A page about something else does not fail because a journey's model is not there any more. */
  private Stream<JourneyTemplate.Step> steps(CampaignPlan plan) {
    try {
      return planning.template(plan.templateId()).steps().stream();
    } catch (CampaignRefusal.TemplateUnknown gone) {
      return Stream.empty();
    }
  }

  /** A step as people name it: the model asks "How long to wait", people say "Wait". */
  public static String said(String name) {
    return name.startsWith(QUESTION) && name.length() > QUESTION.length()
        ? Character.toUpperCase(name.charAt(QUESTION.length()))
            + name.substring(QUESTION.length() + 1)
        : name;
  }
}
