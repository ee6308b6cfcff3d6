package io.medley.campaign.launch;

import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignStopListener;
import io.medley.workflows.campaignlaunch.LaunchProcesses;
import org.springframework.stereotype.Component;

/**
 * Tells the launch's process that its campaign was stopped, so that it ends at once. The launch's
 * row is left to the process, which takes it before the campaign's.
 */
@Component
class LaunchStopping implements CampaignStopListener {

  private final Launches launches;
  private final LaunchProcesses processes;

  LaunchStopping(Launches launches, LaunchProcesses processes) {
    this.launches = launches;
    this.processes = processes;
  }

  @Override
  public void stopped(CampaignId campaign) {
    launches
        .of(campaign)
        .filter(launch -> !launch.stage().over())
        .ifPresent(launch -> processes.changed(launch.id()));
  }
}
