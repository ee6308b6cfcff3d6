package io.medley.workflows.campaignlaunch;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a launch stands.
 *
 * @param stand what comes next
 * @param work what a person is asked for; null unless it is PREPARE or DECIDE
 * @param approvals the approvals asked for; empty unless it is APPROVE
 * @param dueAt when to look again at the latest, always ahead: a date that has passed would be
 *     looked at again at once, and without end; null unless it is WAIT
 */
public record LaunchStand(
    Place stand, @Nullable LaunchTask work, List<LaunchTask> approvals, @Nullable Instant dueAt) {

  /** What comes next. */
  public enum Place {
    /** The marketer prepares it: readiness, dry run, criteria. */
    PREPARE,
    /** Brand, medical, privacy and field say yes or no. */
    APPROVE,
    /** The pilot's HCPs are enrolled. */
    PILOT,
    /** The pilot is over: go, longer, or no go. */
    DECIDE,
    /** The next wave's HCPs are enrolled. */
    WAVE,
    /** A week is over: its readout is written. */
    READOUT,
    /** Nothing to do before the next date. */
    WAIT,
    /** Closed, stopped, or given up. */
    OVER
  }

  /** Copies the list. */
  public LaunchStand {
    approvals = List.copyOf(approvals);
  }

  /** A person is asked to prepare it, or to decide on going on. */
  public static LaunchStand asks(Place place, LaunchTask work) {
    return new LaunchStand(place, work, List.of(), null);
  }

  /** Approvals are asked for. */
  public static LaunchStand approvals(List<LaunchTask> approvals) {
    return new LaunchStand(Place.APPROVE, null, approvals, null);
  }

  /** Nothing to do until then. */
  public static LaunchStand waits(Instant until) {
    return new LaunchStand(Place.WAIT, null, List.of(), until);
  }

  /** Something the process does, or its end. */
  public static LaunchStand at(Place place) {
    return new LaunchStand(place, null, List.of(), null);
  }
}
