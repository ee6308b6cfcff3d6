package io.medley.content.review;

import io.medley.content.signing.Lane;
import io.medley.platform.security.Actor;

/**
 * Notes when a person first had the piece of a lane before them, on the desk or on the signing
 * page. From there to the signature it counts as work; before, the lane waits.
 */
public interface WorkBegun {

  /** Notes it once per person and lane; later openings change nothing. */
  void opened(ReviewId review, Lane lane, Actor person);
}
