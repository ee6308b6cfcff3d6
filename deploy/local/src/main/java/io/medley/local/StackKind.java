package io.medley.local;

import org.jspecify.annotations.Nullable;

/** What the servers run as; chosen by {@code MEDLEY_STACK}, never guessed. */
enum StackKind {
  /** Processes of this machine, from Maven's archives. */
  LOCAL,
  /** Containers of this machine's Docker. */
  CONTAINERS;

  /** What this process was asked for. */
  static StackKind chosen() {
    return of(System.getenv("MEDLEY_STACK"));
  }

  /**
   * Reads the setting.
   *
   * @throws IllegalArgumentException if it is neither {@code local} nor {@code containers}
   */
  static StackKind of(@Nullable String setting) {
    if (setting == null || setting.isBlank() || setting.equals("local")) {
      return LOCAL;
    }
    if (setting.equals("containers")) {
      return CONTAINERS;
    }
    throw new IllegalArgumentException(
        "MEDLEY_STACK is “" + setting + "”, but must be local or containers.");
  }
}
