package io.medley.campaign.touch;

/** What became of a touch. */
public enum Outcome {
  /** Handed over with the piece that was planned. */
  SENT,
  /** Not now: the journey asks again at the time given. */
  HELD_UNTIL,
  /** Handed over with another piece, because the planned one may no longer be used. */
  SUBSTITUTED,
  /** Not made, for good; the journey goes on. */
  SKIPPED,
  /** Not made; the journey ends. */
  EXITED,
  /** Everything but the send, for an HCP of the holdout. */
  GHOST,
  /** Handed over, and nobody can say whether it arrived; counts as contacted. */
  UNKNOWN
}
