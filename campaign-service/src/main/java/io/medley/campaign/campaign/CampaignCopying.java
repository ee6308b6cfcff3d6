package io.medley.campaign.campaign;

import io.medley.campaign.audience.Audience;
import io.medley.campaign.audience.Audiences;
import io.medley.platform.security.Actor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes a draft of a campaign that was planned before: to try something else with the same people,
 * dry-run it and launch it the same day.
 */
@Service
public class CampaignCopying {

  private static final int LONGEST_NAME = 200;
  private static final String COPY = "Copy of ";

  private final Campaigns campaigns;
  private final CampaignPlanning planning;
  private final CampaignAudiences choosing;
  private final Audiences audiences;

  CampaignCopying(
      Campaigns campaigns,
      CampaignPlanning planning,
      CampaignAudiences choosing,
      Audiences audiences) {
    this.campaigns = campaigns;
    this.planning = planning;
    this.choosing = choosing;
    this.audiences = audiences;
  }

  /**
   * A new draft with the plan, the experiments and the audience of another campaign; its launch,
   * its holdout and its people's journeys are its own. An audience is taken in its newest version.
   *
   * @throws CampaignRefusal.CampaignUnknown if there is no such campaign
   * @throws CampaignRefusal.PlanIncomplete if the journey has changed and the plan does not fit it
   *     any more
   * @throws io.medley.platform.security.AuthorityMissing unless the actor may campaign in each of
   *     its countries
   */
  @Transactional
  public Campaign copy(CampaignId id, Actor by) {
    CampaignPlan plan = campaigns.require(id).plan();
    String name = COPY + plan.name();
    Campaign draft =
        planning.draft(
            plan.named(name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name), by);
    audiences
        .of(id.value())
        .map(Audience::id)
        .ifPresent(audience -> choosing.choose(draft.id(), audience, by));
    return draft;
  }
}
