package io.medley.campaign.launch;

import io.medley.campaign.campaign.CampaignId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The launch of one campaign.
 *
 * @param round how often approvals were asked for
 * @param preparedBy person id of whoever began it
 * @param askedBy person id of whoever asked for the approvals of this round; null before the first
 * @param packageHash SHA-256 over what the approvals of this round are about; null before
 * @param dryRunId the dry run they were shown; null before
 * @param pilotEndsAt when the pilot is to be decided on; null before it runs
 * @param wavesReleased waves enrolled so far
 * @param nextWaveAt when the next wave is enrolled; null unless waves run
 * @param nextReadoutAt when the next readout is written; null before anybody was enrolled
 * @param note what was learned; null until closed
 * @param attempt the process attempt that may claim it, from 1
 * @param instanceKey the process instance that claimed it
 * @param endedAt when that instance ended
 */
public record Launch(
    UUID id,
    CampaignId campaignId,
    Stage stage,
    LaunchPlan plan,
    int round,
    String preparedBy,
    Instant preparedAt,
    @Nullable String askedBy,
    @Nullable Instant askedAt,
    @Nullable String packageHash,
    @Nullable UUID dryRunId,
    @Nullable Instant pilotEndsAt,
    int wavesReleased,
    @Nullable Instant nextWaveAt,
    @Nullable Instant nextReadoutAt,
    @Nullable String closedBy,
    @Nullable Instant closedAt,
    @Nullable String note,
    int attempt,
    @Nullable Long instanceKey,
    @Nullable Instant endedAt) {

  /** Whether the pilot has run as long as planned and nobody decided. */
  public boolean pilotOver(Instant now) {
    return stage == Stage.PILOT && pilotEndsAt != null && !now.isBefore(pilotEndsAt);
  }

  /** Whether the next wave's time has come. */
  public boolean waveDue(Instant now) {
    return stage == Stage.WAVES && nextWaveAt != null && !now.isBefore(nextWaveAt);
  }

  /** Whether a week is over that has no readout. */
  public boolean readoutDue(Instant now) {
    return stage.running() && nextReadoutAt != null && !now.isBefore(nextReadoutAt);
  }
}
