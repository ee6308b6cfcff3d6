package io.medley.campaign.launch;

import io.medley.campaign.audience.Audience;
import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignMembers;
import io.medley.campaign.campaign.Readiness;
import io.medley.campaign.dryrun.DryRun;
import io.medley.campaign.dryrun.DryRunning;
import io.medley.platform.signing.CanonicalJson;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What approvals are about, as one hash: plan, audience, how it enters the world, readiness with
 * what was accepted, dry run. An approval counts for exactly this.
 */
@Component
class LaunchPackage {

  private final CampaignMembers members;
  private final DryRunning dryRuns;
  private final Launches launches;

  LaunchPackage(CampaignMembers members, DryRunning dryRuns, Launches launches) {
    this.members = members;
    this.dryRuns = dryRuns;
    this.launches = launches;
  }

  String hash(Campaign campaign, Launch launch, Readiness readiness, DryRun dryRun) {
    Audience audience = members.audience(campaign.id());
    List<Map<String, String>> accepted =
        launches.acceptances(launch.id()).stream()
            .map(one -> Map.of("finding", one.finding(), "by", one.by(), "reason", one.reason()))
            .toList();
    return CanonicalJson.sha256(
        Map.of(
            "plan",
            campaign.plan().facts(),
            "audience",
            audience.id() + "/" + audience.version(),
            "launch",
            launch.plan(),
            "readiness",
            readiness.findings(),
            "accepted",
            accepted,
            "dryRun",
            dryRun.id() + "/" + dryRun.inputsHash()));
  }

  /**
   * Whether it is still what the approvals of this round are about. The dry run was made with the
   * journey's model; another version of the model is another package.
   */
  boolean unchanged(Campaign campaign, Launch launch) {
    UUID shownRun = launch.dryRunId();
    if (shownRun == null) {
      return false;
    }
    DryRun dryRun = dryRuns.require(shownRun);
    return dryRuns.stillAbout(campaign, dryRun)
        && launches
            .shown(launch.id())
            .map(shown -> hash(campaign, launch, shown, dryRun))
            .filter(hash -> hash.equals(launch.packageHash()))
            .isPresent();
  }
}
