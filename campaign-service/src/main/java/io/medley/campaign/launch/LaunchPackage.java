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

  /** Whether it is still what the approvals of this round are about. */
  boolean unchanged(Campaign campaign, Launch launch) {
    UUID dryRun = launch.dryRunId();
    return dryRun != null
        && launches
            .shown(launch.id())
            .map(shown -> hash(campaign, launch, shown, dryRuns.require(dryRun)))
            .filter(hash -> hash.equals(launch.packageHash()))
            .isPresent();
  }
}
