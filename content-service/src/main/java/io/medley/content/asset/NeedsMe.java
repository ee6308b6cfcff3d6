package io.medley.content.asset;

import io.medley.platform.security.Actor;
import java.time.Instant;
import java.util.List;

/**
 * A feature that knows of things waiting for a person; their home page shows them all, most urgent
 * first.
 */
public interface NeedsMe {

  /** What waits for this person; cheap enough for every visit of the home page. */
  List<Need> of(Actor actor);

  /**
   * One thing that waits.
   *
   * @param what the thing, in the words on its own page
   * @param why why it waits now
   * @param action what the button says
   * @param href where the button leads
   * @param urgency decides the order
   * @param since when it began to wait
   */
  record Need(
      String what, String why, String action, String href, Urgency urgency, Instant since) {}

  /** How urgent, most urgent first. */
  enum Urgency {
    OVERDUE,
    BLOCKED,
    DUE,
    OPEN
  }
}
