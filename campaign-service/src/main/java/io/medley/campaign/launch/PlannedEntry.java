package io.medley.campaign.launch;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.dryrun.EntryPlan;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Cohorts as the launch would draw them, with the days of its plan. */
@Component
class PlannedEntry implements EntryPlan {

  private final Launches launches;
  private final CampaignPlanning planning;
  private final CohortPlanning drawing;

  PlannedEntry(Launches launches, CampaignPlanning planning, CohortPlanning drawing) {
    this.launches = launches;
    this.planning = planning;
    this.drawing = drawing;
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
                            plan.pilotPercent(), plan.pilotDays(), plan.waves(), plan.waveDays())
                    + (plan.pilotTerritories().isEmpty()
                        ? ""
                        : "/" + String.join(",", plan.pilotTerritories())))
        .orElse("");
  }

  private List<Cohort> cohorts(
      Campaign campaign, LaunchPlan plan, List<HcpProfile> audience, Instant now) {
    List<Cohorts.Place> places = drawing.plan(campaign, plan, audience, now);
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

  private static List<HcpId> in(List<Cohorts.Place> places, int cohort) {
    return places.stream()
        .filter(place -> place.cohort() == cohort)
        .map(Cohorts.Place::hcp)
        .toList();
  }
}
