package io.medley.content.module;

import java.util.EnumSet;
import java.util.Set;

/** Where one version of a module is on its road. */
public enum ModuleState {
  /** Written down; medical and regulatory have not both approved it yet. */
  DRAFT,
  /** May be assembled and served. */
  APPROVED,
  /** Replaced by a newer approved version. */
  UPDATED,
  /** Held back for a while; may come back. */
  SUSPENDED,
  /** Withdrawn for good. */
  WITHDRAWN,
  /** Given up before it was approved. */
  ABANDONED;

  /** The states this one may move to. */
  public Set<ModuleState> successors() {
    return switch (this) {
      case DRAFT -> EnumSet.of(APPROVED, ABANDONED);
      case APPROVED -> EnumSet.of(UPDATED, SUSPENDED, WITHDRAWN);
      case SUSPENDED -> EnumSet.of(APPROVED, UPDATED, WITHDRAWN);
      case UPDATED -> EnumSet.of(WITHDRAWN);
      case WITHDRAWN, ABANDONED -> EnumSet.noneOf(ModuleState.class);
    };
  }
}
