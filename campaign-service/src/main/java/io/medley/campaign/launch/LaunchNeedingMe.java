package io.medley.campaign.launch;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignState;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.NeedsMe;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.People;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Launches that wait for this person: approvals, pilots to decide about, what came back. */
@Component
class LaunchNeedingMe implements NeedsMe {

  private final Launches launches;
  private final Campaigns campaigns;
  private final Authorities authorities;
  private final People people;
  private final Clock clock;

  LaunchNeedingMe(
      Launches launches, Campaigns campaigns, Authorities authorities, People people, Clock clock) {
    this.launches = launches;
    this.campaigns = campaigns;
    this.authorities = authorities;
    this.people = people;
    this.clock = clock;
  }

  @Override
  public List<Need> of(Actor actor) {
    Instant now = clock.instant();
    // Every home page asks this: a handful of questions, however many launches are open.
    Reader reader = new Reader(actor, authorities);
    List<Campaign> all = campaigns.all();
    Map<CampaignId, Campaign> known =
        all.stream().collect(Collectors.toMap(Campaign::id, Function.identity()));
    List<Launch> open = launches.open();
    Map<UUID, Launch> byId =
        open.stream().collect(Collectors.toMap(Launch::id, Function.identity()));
    List<Need> needs = new ArrayList<>();
    for (Approval approval : launches.openApprovals()) {
      Launch launch = byId.get(approval.launchId());
      Campaign campaign = launch == null ? null : known.get(launch.campaignId());
      if (launch != null
          && campaign != null
          && !LaunchPreparing.isOwn(campaign, launch, actor)
          && reader.holds(approval.kind().authority(), campaign)) {
        needs.add(
            new Need(
                now.isAfter(approval.dueAt()) ? 0 : 1,
                "needs",
                approval.kind().words() + " approval",
                "Approve “%s”".formatted(campaign.plan().name()),
                approval.kind().question(),
                href(campaign),
                "Look at it"));
      }
    }
    Map<UUID, List<Approval>> decided =
        launches.decidedAndPrepared().stream().collect(Collectors.groupingBy(Approval::launchId));
    for (Launch launch : open) {
      Campaign campaign = known.get(launch.campaignId());
      if (campaign != null) {
        add(needs, launch, campaign, decided.getOrDefault(launch.id(), List.of()), reader, now);
      }
    }
    Map<CampaignId, Stage> stages = launches.stages();
    List<Campaign> drafts =
        all.stream()
            .filter(campaign -> campaign.state() == CampaignState.DRAFT)
            .filter(
                campaign ->
                    !stages.containsKey(campaign.id())
                        && reader.holds(Authority.CAMPAIGN, campaign))
            .toList();
    Map<String, String> planners =
        drafts.stream()
            .map(Campaign::createdBy)
            .distinct()
            .collect(Collectors.toMap(Function.identity(), people::printedName));
    drafts.stream()
        .map(
            campaign ->
                new Need(
                    3,
                    "draft",
                    "Draft",
                    "Prepare the launch of “%s”".formatted(campaign.plan().name()),
                    "Planned by %s, not launched yet."
                        .formatted(planners.get(campaign.createdBy())),
                    "/campaigns/" + campaign.id(),
                    "Review"))
        .forEach(needs::add);
    return needs;
  }

  private static void add(
      List<Need> needs,
      Launch launch,
      Campaign campaign,
      List<Approval> decided,
      Reader reader,
      Instant now) {
    if (launch.pilotOver(now)
        && !LaunchPreparing.isOwn(campaign, launch, reader.actor)
        && reader.holds(Authority.LEAD_BRAND, campaign)) {
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
    if (launch.stage() != Stage.PREPARING || !reader.holds(Authority.CAMPAIGN, campaign)) {
      return;
    }
    needs.add(
        ComeBack.reason(launch, decided)
            .map(
                reason ->
                    new Need(
                        2,
                        "blocked",
                        "Returned",
                        "Mend “%s”".formatted(campaign.plan().name()),
                        reason,
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

  /** What a person holds, each authority asked for once. */
  private static final class Reader {

    private final Actor actor;
    private final Authorities authorities;
    private final Map<Authority, Set<String>> markets = new EnumMap<>(Authority.class);

    Reader(Actor actor, Authorities authorities) {
      this.actor = actor;
      this.authorities = authorities;
    }

    /** Whether they hold it in each of the campaign's countries. */
    boolean holds(Authority authority, Campaign campaign) {
      Set<String> held =
          markets.computeIfAbsent(authority, any -> authorities.markets(actor.id(), any));
      return held.contains(Authorities.EVERY_MARKET)
          || held.containsAll(campaign.plan().countries());
    }
  }

  private static String href(Campaign campaign) {
    return "/campaigns/" + campaign.id() + "/launch";
  }
}
