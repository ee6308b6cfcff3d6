package io.medley.content.brief;

import java.util.EnumSet;
import java.util.Set;

/** Where a brief stands. */
public enum BriefState {
  /** Written; nothing was made for it yet. */
  OPEN,
  /** A piece for it is with the agency. */
  IN_PRODUCTION,
  /** A version made for it was submitted; coordinator and reviewers have it. */
  DELIVERED,
  /** Who asked for it has what they asked for. */
  CLOSED,
  /** Given up. */
  CANCELLED;

  /** The states this one may move to. */
  public Set<BriefState> successors() {
    return switch (this) {
      case OPEN -> EnumSet.of(IN_PRODUCTION, DELIVERED, CANCELLED);
      case IN_PRODUCTION -> EnumSet.of(DELIVERED, CANCELLED);
      case DELIVERED -> EnumSet.of(IN_PRODUCTION, CLOSED, CANCELLED);
      case CLOSED, CANCELLED -> EnumSet.noneOf(BriefState.class);
    };
  }

  /** Whether it may move to {@code next}. */
  public boolean mayBecome(BriefState next) {
    return successors().contains(next);
  }

  /** Whether somebody may still work on it. */
  public boolean running() {
    return !successors().isEmpty();
  }
}
