package io.medley.content.lifecycle;

import io.medley.content.asset.VersionState;
import java.util.EnumSet;
import java.util.Set;

/**
 * Whether an approved version may be served. Only {@link #LIVE} ever is, and only inside its
 * validity.
 */
public enum ApprovalState {
  LIVE,
  /** Held back; may come back. */
  SUSPENDED,
  /** Serves nothing from this instant; not every sender has said that it knows. */
  WITHDRAWING,
  /** Every sender knows or can send nothing without asking first. */
  WITHDRAWN,
  EXPIRED,
  /** A newer version of the asset took its place. */
  SUPERSEDED;

  /** The same state on the version's own road. */
  public VersionState ofVersion() {
    return VersionState.valueOf(name());
  }

  /** Whether its life goes on: it may be served, or may be again. */
  public boolean inForce() {
    return this == LIVE || this == SUSPENDED;
  }

  /** States from which this one is reached. */
  Set<ApprovalState> predecessors() {
    return switch (this) {
      case LIVE -> EnumSet.of(SUSPENDED);
      case SUSPENDED -> EnumSet.of(LIVE);
      case WITHDRAWING, EXPIRED, SUPERSEDED -> EnumSet.of(LIVE, SUSPENDED);
      case WITHDRAWN -> EnumSet.of(WITHDRAWING);
    };
  }
}
