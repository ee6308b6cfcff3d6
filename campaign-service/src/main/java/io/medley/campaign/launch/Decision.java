package io.medley.campaign.launch;

import java.time.Instant;
import java.util.List;

/**
 * What was decided about a pilot.
 *
 * @param measured the criteria as they stood then
 * @param by person id
 */
public record Decision(
    Verdict verdict, List<GoNoGo.Measured> measured, String reason, String by, Instant at) {

  /** Copies the list. */
  public Decision {
    measured = List.copyOf(measured);
  }

  /** What may be decided. */
  public enum Verdict {
    /** The waves begin. */
    GO,
    /** The pilot runs on as long as it was planned for. */
    EXTEND,
    /** The campaign stops for good. */
    NO_GO
  }
}
