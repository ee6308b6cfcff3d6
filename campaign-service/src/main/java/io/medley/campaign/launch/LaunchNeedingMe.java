package io.medley.campaign.launch;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignState;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.NeedsMe;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Launches that wait for this person: approvals, pilots to decide about, what came back. */
@Component
class LaunchNeedingMe implements NeedsMe {

  private final Launches launches;
  private final Campaigns campaigns;
  private final LaunchDeciding deciding;
  private final Authorities authorities;
  private final Clock clock;

  LaunchNeedingMe(
      Launches launches,
      Campaigns campaigns,
      LaunchDeciding deciding,
      Authorities authorities,
      Clock clock) {
    this.launches = launches;
    this.campaigns = campaigns;
    this.deciding = deciding;
    this.authorities = authorities;
    this.clock = clock;
  }

  @Override
  public List<Need> of(Actor actor) {
    Instant now = clock.instant();
    List<Launch> open = launches.open();
    Map<UUID, Launch> byId =
        open.stream().collect(Collectors.toMap(Launch::id, Function.identity()));
    List<Need> needs = new ArrayList<>();
    for (Approval approval : launches.openApprovals()) {
      Launch launch = byId.get(approval.launchId());
      if (launch == null) {
        continue;
      }
      campaign(launch.campaignId())
          .filter(campaign -> deciding.mayApprove(campaign, launch, approval.kind(), actor))
          .ifPresent(
              campaign ->
                  needs.add(
                      new Need(
                          now.isAfter(approval.dueAt()) ? 0 : 1,
                          "needs",
                          approval.kind().words() + " approval",
                          "Approve “%s”".formatted(campaign.plan().name()),
                          approval.kind().question(),
                          href(campaign),
                          "Look at it")));
    }
    for (Launch launch : open) {
      campaign(launch.campaignId()).ifPresent(campaign -> add(needs, launch, campaign, actor, now));
    }
    Map<CampaignId, Stage> stages = launches.stages();
    campaigns.all().stream()
        .filter(campaign -> campaign.state() == CampaignState.DRAFT)
        .filter(campaign -> !stages.containsKey(campaign.id()) && mayCampaign(campaign, actor))
        .map(
            campaign ->
                new Need(
                    3,
                    "draft",
                    "Draft",
                    "Prepare the launch of “%s”".formatted(campaign.plan().name()),
                    "Planned by %s, not launched yet.".formatted(campaign.createdBy()),
                    "/campaigns/" + campaign.id(),
                    "Review"))
        .forEach(needs::add);
    return needs;
  }

  private void add(List<Need> needs, Launch launch, Campaign campaign, Actor actor, Instant now) {
    if (launch.pilotOver(now) && deciding.mayLead(campaign, launch, actor)) {
      needs.add(
          new Need(
              1,
              "needs",
              "Go or no go",
              "Decide about the pilot of “%s”".formatted(campaign.plan().name()),
              "It has run as long as planned; its criteria are measured.",
              href(campaign),
              "Decide"));
    }
    if (launch.stage() != Stage.PREPARING || !mayCampaign(campaign, actor)) {
      return;
    }
    Optional<Approval> refused =
        launches.approvals(launch.id()).stream()
            .filter(approval -> approval.round() == launch.round())
            .filter(approval -> approval.state() == Approval.State.REFUSED)
            .findFirst();
    needs.add(
        refused
            .map(
                approval ->
                    new Need(
                        2,
                        "blocked",
                        "Refused",
                        "Mend “%s”".formatted(campaign.plan().name()),
                        approval.kind().words() + ": " + approval.reason(),
                        href(campaign),
                        "Mend"))
            .orElseGet(
                () ->
                    new Need(
                        3,
                        "draft",
                        "Preparing",
                        "Finish preparing “%s”".formatted(campaign.plan().name()),
                        "Approvals were not asked for yet.",
                        href(campaign),
                        "Go on")));
  }

  private boolean mayCampaign(Campaign campaign, Actor actor) {
    return campaign.plan().countries().stream()
        .allMatch(country -> authorities.has(actor.id(), Authority.CAMPAIGN, country));
  }

  private Optional<Campaign> campaign(CampaignId id) {
    return campaigns.find(id);
  }

  private static String href(Campaign campaign) {
    return "/campaigns/" + campaign.id() + "/launch";
  }
}
