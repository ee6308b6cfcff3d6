package io.medley.campaign.dryrun;

import io.medley.campaign.campaign.CampaignId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All dry runs. */
public interface DryRuns {

  /** Adds a run that begins. */
  void add(DryRun run);

  /** How far a running one is. */
  void progress(UUID id, int done, int audience);

  /** The run is done; its report is never changed again. */
  void done(UUID id, DryRunReport report, long tookMillis);

  /** The run could not be made. */
  void failed(UUID id, String why);

  /** One run. */
  Optional<DryRun> find(UUID id);

  /** Runs of a campaign, newest first. */
  List<DryRun> of(CampaignId campaign);
}
