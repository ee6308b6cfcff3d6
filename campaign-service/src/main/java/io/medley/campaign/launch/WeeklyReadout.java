package io.medley.campaign.launch;

import io.medley.campaign.measure.Readout;
import java.time.Instant;
import java.util.List;

/**
 * What a campaign brought up to one week's end, and what was to be done.
 *
 * @param number from 1
 */
public record WeeklyReadout(
    int number, Instant at, PilotFigures figures, List<Readout.Action> actions) {

  /** Copies the list. */
  public WeeklyReadout {
    actions = List.copyOf(actions);
  }
}
