package io.medley.campaign.launch.web;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.Readiness;
import io.medley.campaign.dryrun.DryRun;
import io.medley.campaign.dryrun.DryRunning;
import io.medley.campaign.launch.Launch;
import io.medley.campaign.launch.LaunchPreparing;
import io.medley.campaign.launch.Launches;
import io.medley.campaign.launch.Stage;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Gathers what there is to see of a launch. */
@Component
class LaunchViews {

  private final Launches launches;
  private final LaunchPreparing preparing;
  private final DryRunning dryRuns;

  LaunchViews(Launches launches, LaunchPreparing preparing, DryRunning dryRuns) {
    this.launches = launches;
    this.preparing = preparing;
    this.dryRuns = dryRuns;
  }

  LaunchView of(Campaign campaign, Launch launch) {
    boolean now = launch.stage() == Stage.PREPARING;
    Readiness readiness =
        now
            ? preparing.look(campaign)
            : launches.shown(launch.id()).orElseGet(() -> preparing.look(campaign));
    Optional<DryRun> dryRun =
        now
            ? dryRuns.current(campaign)
            : Optional.ofNullable(launch.dryRunId()).map(dryRuns::require);
    return LaunchView.of(
        launch,
        readiness,
        launches.acceptances(launch.id()),
        launches.briefs(launch.id()),
        now ? preparing.lacks(launch, readiness, dryRun) : List.of(),
        dryRun.map(DryRun::id).orElse(null),
        launches.approvals(launch.id()),
        launches.figures(campaign.id()),
        launches.decisions(launch.id()),
        launches.cohorts(launch.id()),
        launches.readouts(launch.id()));
  }
}
