package io.medley.content.asset;

import java.time.Instant;
import java.util.List;

/** What happened to a version, as the audit holds it. */
public interface VersionHistory {

  /** Oldest first. */
  List<Event> of(VersionId id);

  /**
   * One audit entry in short.
   *
   * @param action as it was recorded
   * @param by printed name of who did it
   * @param detail what the facts say in a few words; may be empty
   */
  record Event(Instant at, String action, String by, String detail) {}
}
