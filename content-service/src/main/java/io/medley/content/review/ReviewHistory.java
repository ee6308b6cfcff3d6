package io.medley.content.review;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What happened in a review, read from the audit. */
public interface ReviewHistory {

  /** Everything, newest first. */
  List<Event> of(ReviewId review);

  /**
   * One audited act.
   *
   * @param action as in the audit, e.g. {@code verdict-recorded}
   * @param who printed name of the person or program
   */
  record Event(Instant at, String action, String who, Map<String, Object> facts) {}
}
