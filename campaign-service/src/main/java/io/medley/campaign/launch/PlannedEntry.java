package io.medley.campaign.launch;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.dryrun.EntryPlan;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.workflows.journey.JourneyTemplate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Cohorts as the launch would draw them, with the days of its plan. */
@Component
class PlannedEntry implements EntryPlan {

  private final Launches launches;
  private final CampaignPlanning planning;

  PlannedEntry(Launches launches, CampaignPlanning planning) {
    this.launches = launches;
    this.planning = planning;
  }

  @Override
  public Optional<List<Cohort>> of(Campaign campaign, List<HcpProfile> audience, Instant now) {
    return launches
        .of(campaign.id())
        .filter(launch -> planning.template(campaign.plan().templateId()).entryEvents().isEmpty())
        .map(launch -> cohorts(campaign, launch.plan(), audience, now));
  }

  @Override
  public String facts(Campaign campaign) {
    return launches
        .of(campaign.id())
        .map(Launch::plan)
        .map(
            plan ->
                "%d/%d/%d/%d"
                    .formatted(
                        plan.pilotPercent(), plan.pilotDays(), plan.waves(), plan.waveDays()))
        .orElse("");
  }

  private List<Cohort> cohorts(
      Campaign campaign, LaunchPlan plan, List<HcpProfile> audience, Instant now) {
    List<Cohorts.Place> places =
        Cohorts.plan(
            audience,
            plan,
            channels(campaign),
            launches.engagements(now.minus(LaunchSteering.ENGAGED_LATELY)),
            campaign.id().toString());
    List<Cohort> cohorts = new ArrayList<>();
    Duration after = Duration.ZERO;
    if (plan.piloted()) {
      cohorts.add(new Cohort("Pilot", after, in(places, 0)));
      after = Duration.ofDays(plan.pilotDays());
    }
    for (int wave = 1; wave <= plan.waves(); wave++) {
      cohorts.add(new Cohort("Wave " + wave, after, in(places, wave)));
      after = after.plusDays(plan.waveDays());
    }
    return cohorts;
  }

  private Set<String> channels(Campaign campaign) {
    return planning.template(campaign.plan().templateId()).steps().stream()
        .map(JourneyTemplate.Step::channel)
        .filter(Objects::nonNull)
        .flatMap(channel -> Stream.of(channel.split(",")))
        .collect(Collectors.toSet());
  }

  private static List<HcpId> in(List<Cohorts.Place> places, int cohort) {
    return places.stream()
        .filter(place -> place.cohort() == cohort)
        .map(Cohorts.Place::hcp)
        .toList();
  }
}
