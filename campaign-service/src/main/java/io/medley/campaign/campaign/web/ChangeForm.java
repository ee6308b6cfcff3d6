package io.medley.campaign.campaign.web;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignPlan;
import io.medley.campaign.change.ChangeProposal;
import io.medley.campaign.change.PlanChange;
import io.medley.campaign.touch.ContactHours;
import io.medley.workflows.journey.JourneyTemplate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a marketer wants different in a campaign that runs. */
class ChangeForm extends CampaignForm {

  private Map<String, String> winners = new LinkedHashMap<>();
  private Map<String, PlanChange.Gone> gone = new LinkedHashMap<>();
  private boolean catchUp;
  private String why = "";

  /** Filled with what the campaign says now, for the steps of this journey. */
  static ChangeForm of(Campaign campaign, JourneyTemplate template) {
    CampaignPlan plan = campaign.plan();
    ChangeForm form = new ChangeForm();
    form.setTemplateId(template.id());
    Map<String, Wait> waits = new LinkedHashMap<>();
    template
        .steps()
        .forEach(
            step -> {
              Duration wait = plan.waits().getOrDefault(step.stepId(), step.defaultWait());
              if (wait != null && step.defaultWait() != null) {
                waits.put(step.stepId(), Wait.of(wait));
              }
            });
    form.setWaits(waits);
    Map<String, String> hours = new LinkedHashMap<>();
    for (String country : plan.countries()) {
      ContactHours set = plan.contactHours().get(country);
      hours.put(country, set == null ? "" : set.written());
    }
    form.setContactHours(hours);
    form.setCapDays(plan.cap().days());
    form.setCapMax(plan.cap().max());
    return form;
  }

  /**
   * What is asked for.
   *
   * @throws io.medley.campaign.campaign.CampaignRefusal.PlanIncomplete if a field cannot be read
   */
  ChangeProposal proposal(Campaign campaign) {
    setCountries(campaign.plan().countries());
    CampaignPlan plan = plan();
    return new ChangeProposal(
        plan.templateId().isEmpty() ? null : plan.templateId(),
        plan.waits(),
        plan.contactHours(),
        plan.cap(),
        null,
        winners.entrySet().stream()
            .filter(entry -> !entry.getValue().isBlank())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
        gone,
        catchUp);
  }

  public boolean isCatchUp() {
    return catchUp;
  }

  public void setCatchUp(boolean catchUp) {
    this.catchUp = catchUp;
  }

  public Map<String, String> getWinners() {
    return winners;
  }

  public void setWinners(Map<String, String> winners) {
    this.winners = winners;
  }

  public Map<String, PlanChange.Gone> getGone() {
    return gone;
  }

  public void setGone(Map<String, PlanChange.Gone> gone) {
    this.gone = gone;
  }

  public String getWhy() {
    return why;
  }

  public void setWhy(@Nullable String why) {
    this.why = why == null ? "" : why;
  }
}
