package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The rows the gate's conditions go by. Nothing here writes, locks or waits. */
public interface GateRows {

  /**
   * What one touch goes by.
   *
   * @param channels every channel the touch may take
   * @param contactsSince contacts at or before it are not wanted
   * @param shadow true to count the holdout's ghosts as if they were contacts, and its waiting
   *     touches
   * @param versions the versions that may leave; may be empty
   * @param at the instant the consents and the time asked for are wanted for; business time
   */
  record Wanted(
      SendKey sendKey,
      HcpId hcpId,
      UUID campaignId,
      Set<String> channels,
      Instant contactsSince,
      boolean shadow,
      Set<UUID> versions,
      Instant at) {

    /** Copies the sets. */
    public Wanted {
      channels = Set.copyOf(channels);
      versions = Set.copyOf(versions);
    }
  }

  /**
   * The answers, each as {@link GateReads} gives it.
   *
   * @param suppressed by channel
   * @param consents by channel
   * @param versions those of the wanted ones that are known
   */
  record Found(
      List<KillSwitches.Switch> switches,
      Optional<Instant> firstAsked,
      Optional<String> exit,
      Map<String, Suppressions.Why> suppressed,
      Map<String, GateReads.Agreement> consents,
      Practice practice,
      List<PastContact> contacts,
      List<WaitingTouch> waiting,
      ApprovalState.Lease lease,
      Map<UUID, ServableVersion> versions) {}

  /** Everything in one trip to the database, each row as of that trip. */
  Found read(Wanted wanted);

  /** Why the journey of an enrolment was asked to end, in one sentence; empty if it was not. */
  Optional<String> exit(UUID enrolmentId);
}
