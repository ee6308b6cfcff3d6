package io.medley.campaign.dryrun;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A dry run of a campaign, kept for whoever approves it.
 *
 * @param weeks simulated weeks
 * @param responses how HCPs and reps are assumed to respond
 * @param inputsHash SHA-256 over plan, model and assumptions: two runs with the same are about the
 *     same thing
 * @param done HCPs whose journey was begun so far
 * @param audience HCPs to begin with
 * @param report null until it is done
 * @param failure why it failed, in one sentence; null otherwise
 * @param tookMillis real time it took; null until it is done
 */
public record DryRun(
    UUID id,
    UUID campaignId,
    int weeks,
    ResponseModel responses,
    String inputsHash,
    String startedBy,
    Instant startedAt,
    State state,
    int done,
    int audience,
    @Nullable DryRunReport report,
    @Nullable String failure,
    @Nullable Long tookMillis) {

  /** Where a dry run stands. */
  public enum State {
    /** Is being made. */
    RUNNING,
    /** Its report is there. */
    DONE,
    /** Could not be made. */
    FAILED
  }
}
