package io.medley.content.precheck;

import java.util.Set;

/** One check. What it says, and how severe that is, comes from the market's pack. */
interface Rule {

  /** As in the packs. */
  String id();

  /** What it looks at. */
  Finding.Kind kind();

  /** The cases it may report; a pack must describe each. */
  Set<String> cases();

  /** What it reads from a pack beside title, severity, basis, why, override and cases. */
  default Set<String> settings() {
    return Set.of();
  }

  /** Whether it can say nothing of a piece without text. */
  default boolean needsText() {
    return true;
  }

  /** Looks at the piece for one market. */
  void check(Inspection inspection);
}
