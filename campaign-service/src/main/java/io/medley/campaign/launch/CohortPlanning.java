package io.medley.campaign.launch;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.hcp.BrandTiers;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.touch.LearnedLikings;
import io.medley.workflows.journey.JourneyTemplate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Draws the cohorts of a campaign from what is known now: for a launch, and for its dry run. */
@Component
class CohortPlanning {

  /** Engagement older than half a year says little about the next message. */
  private static final Duration ENGAGED_LATELY = Duration.ofDays(180);

  private final Launches launches;
  private final CampaignPlanning planning;
  private final LearnedLikings likings;
  private final BrandTiers tiers;

  CohortPlanning(
      Launches launches, CampaignPlanning planning, LearnedLikings likings, BrandTiers tiers) {
    this.launches = launches;
    this.planning = planning;
    this.likings = likings;
    this.tiers = tiers;
  }

  /** Who of the audience enters when. */
  List<Cohorts.Place> plan(
      Campaign campaign, LaunchPlan plan, List<HcpProfile> audience, Instant now) {
    Set<String> channels =
        planning.template(campaign.plan().templateId()).steps().stream()
            .map(JourneyTemplate.Step::channel)
            .filter(Objects::nonNull)
            .flatMap(channel -> Stream.of(channel.split(",")))
            .map(String::strip)
            .collect(Collectors.toSet());
    return Cohorts.plan(
        audience,
        plan,
        new Cohorts.Known(
            channels,
            likings.of(
                channels.stream()
                    .map(channel -> channel.equals("REP_EMAIL") ? "REP" : channel)
                    .collect(Collectors.toSet())),
            launches.engagements(now.minus(ENGAGED_LATELY)),
            tiers.all(campaign.plan().brandId()),
            plan.pilotTerritories().isEmpty()
                ? Optional.empty()
                : Optional.of(launches.inTerritories(plan.pilotTerritories())),
            now),
        campaign.id().toString());
  }
}
