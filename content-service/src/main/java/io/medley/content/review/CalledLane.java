package io.medley.content.review;

import io.medley.content.signing.Lane;

/**
 * A lane somebody called to a review besides those the decision tables opened.
 *
 * @param by printed name of who called it
 */
public record CalledLane(Lane lane, String reason, String by) {

  /** Why the lane looks, as it stands among the reasons of the tier. */
  public String because() {
    return "%s looks too: called by %s: %s".formatted(lane.title(), by, reason);
  }
}
