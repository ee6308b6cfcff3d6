package io.medley.content.claim;

import java.util.EnumSet;
import java.util.Set;

/** Where one version of a claim is on its road. */
public enum ClaimState {
  /** Written down; medical and regulatory have not both approved it yet. */
  DRAFT,
  /** May be used inside its scope and validity. */
  APPROVED,
  /** Replaced by a newer approved version; pieces that use it are due for a look. */
  UPDATED,
  /** Held back for a while; may come back. */
  SUSPENDED,
  /** Withdrawn for good. */
  WITHDRAWN,
  /** Past its validity. */
  EXPIRED,
  /** Given up before it was approved. */
  ABANDONED;

  /** The states this one may move to. */
  public Set<ClaimState> successors() {
    return switch (this) {
      case DRAFT -> EnumSet.of(APPROVED, ABANDONED);
      case APPROVED -> EnumSet.of(UPDATED, SUSPENDED, WITHDRAWN, EXPIRED);
      case SUSPENDED -> EnumSet.of(APPROVED, UPDATED, WITHDRAWN, EXPIRED);
      case UPDATED -> EnumSet.of(WITHDRAWN);
      case WITHDRAWN, EXPIRED, ABANDONED -> EnumSet.noneOf(ClaimState.class);
    };
  }
}
