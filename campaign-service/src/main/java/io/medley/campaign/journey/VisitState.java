package io.medley.campaign.journey;

/** What an HCP is doing, or did, at a step. */
public enum VisitState {
  /** Is there now: the wait runs, or the touch is being made. */
  WAITING,
  /** Is there now: the touch may not be made yet and is asked for again at its time. */
  HELD,
  /** Went on: the wait is over or the touch was made. */
  PASSED,
  /** Went on or left without the touch, or left while waiting. */
  SUPPRESSED
}
