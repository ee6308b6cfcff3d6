package io.medley.campaign.campaign;

import io.medley.campaign.touch.KillSwitches;
import java.time.Instant;
import java.util.List;

/**
 * What a switch concerns, counted from the stores at the moment of asking.
 *
 * @param journeys open journeys in its reach
 * @param held touches it holds now
 * @param stale of those, the ones that were asked for longer ago than they are worth: they will be
 *     skipped
 * @param consentLost of those, the ones whose HCP no longer agrees: they will be skipped too
 * @param dueSoon waits in its reach that end within a day
 * @param lastDay messages in its reach that left in the last day
 * @param suggestions suggestions in its reach that representatives may answer: off their lists
 *     while the switch is on
 * @param campaigns names of campaigns in its reach, at most ten
 */
public record ControlPreview(
    long journeys,
    long held,
    long stale,
    long consentLost,
    long dueSoon,
    long lastDay,
    long suggestions,
    List<String> campaigns) {

  /**
   * Touches that will be made when the switch is taken off, if nothing else stands against them.
   */
  public long ready() {
    return Math.max(0, held - stale - consentLost);
  }

  /** What representatives are asked for. */
  public interface Suggestions {
    /** How many suggestions that can be answered a switch of this scope and key concerns. */
    long inReach(KillSwitches.Scope scope, String key, Instant now);
  }

  /** Counting. */
  public interface Counting {
    /** Counts what a switch of this scope and key concerns, whether it is on or not. */
    ControlPreview of(KillSwitches.Scope scope, String key, Instant now);
  }
}
