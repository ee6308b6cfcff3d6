package io.medley.campaign.change;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.NeedsMe;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Changes that wait for this person, and campaigns that a release altered. */
@Component
class ChangesNeedingMe implements NeedsMe {

  private static final int MOST = 10;

  private final PlanChanges changes;
  private final Campaigns campaigns;
  private final PlanChanging changing;
  private final Authorities authorities;

  ChangesNeedingMe(
      PlanChanges changes, Campaigns campaigns, PlanChanging changing, Authorities authorities) {
    this.changes = changes;
    this.campaigns = campaigns;
    this.changing = changing;
    this.authorities = authorities;
  }

  @Override
  public List<Need> of(Actor actor) {
    return Stream.concat(toConfirm(actor), behind(actor)).toList();
  }

  /** Whoever may ask for a change is told of those whom a release left behind. */
  private Stream<Need> behind(Actor actor) {
    Map<CampaignId, Long> behind = changes.behind(MOST);
    return behind.isEmpty()
        ? Stream.empty()
        : campaigns.all(behind.keySet()).stream()
            .filter(campaign -> changes.open(campaign.id()).isEmpty())
            .filter(campaign -> mayAsk(campaign, actor))
            .map(campaign -> need(campaign, behind.getOrDefault(campaign.id(), 0L)));
  }

  private boolean mayAsk(Campaign campaign, Actor actor) {
    return campaign.plan().countries().stream()
        .allMatch(country -> authorities.has(actor.id(), Authority.CAMPAIGN, country));
  }

  private static Need need(Campaign campaign, long hcps) {
    return new Need(
        3,
        "work",
        "Released",
        "A release altered the journey of “%s”".formatted(campaign.plan().name()),
        hcps == 1
            ? "One HCP goes on by the journey as it was; look whether to move them."
            : "%,d HCPs go on by the journey as it was; look whether to move them.".formatted(hcps),
        "/campaigns/" + campaign.id() + "/changes",
        "Look at it");
  }

  private Stream<Need> toConfirm(Actor actor) {
    return changes.open().stream()
        .flatMap(
            change ->
                campaigns.find(change.campaignId()).stream()
                    .filter(campaign -> changing.mayConfirm(campaign, change, actor))
                    .map(
                        campaign ->
                            new Need(
                                1,
                                "needs",
                                "Change",
                                "Confirm the change of “%s”".formatted(campaign.plan().name()),
                                "%s asks for it: %s".formatted(change.proposedBy(), change.why()),
                                "/campaigns/" + campaign.id() + "/changes",
                                "Look at it")));
  }
}
