package io.medley.content.review;

import io.medley.platform.security.Actor;

/** Where a review stands. */
public enum ReviewState {
  /** Opened by a submission; its process has not claimed it yet. */
  OPENED,
  /** A process instance works on it. */
  IN_REVIEW,
  /** Every lane approved. */
  APPROVED,
  /** The approved version is sealed. */
  SEALED,
  /** The sealed version went live. */
  LIVE,
  /** Went back to the agency with one consolidated list. */
  RETURNED,
  /** Ended; the version may not be used. */
  REJECTED,
  /** Approved once marked changes are made; the conditions are with the agency. */
  CONDITIONS_OPEN,
  /** The corrected version was submitted; its own review goes on. */
  CORRECTED;

  /** Whether lanes may still be signed. */
  public boolean open() {
    return this == OPENED || this == IN_REVIEW;
  }

  /**
   * Whether this person hears what its lanes say. An agency hears nothing of them while the round
   * runs: half a round's verdicts would be answered before the rest is in. At its end it gets one
   * list from all lanes.
   */
  public boolean lanesHeardBy(Actor actor) {
    return actor.agency() == null || !open();
  }

  /** Whether nothing more happens to it. */
  public boolean over() {
    return switch (this) {
      case LIVE, RETURNED, REJECTED, CORRECTED -> true;
      case OPENED, IN_REVIEW, CONDITIONS_OPEN, APPROVED, SEALED -> false;
    };
  }
}
