package io.medley.content.review.web;

import io.medley.content.review.ReviewRefusal;
import io.medley.content.signing.Lane;
import java.util.Locale;

/** Lanes as addresses name them. */
final class Lanes {

  private Lanes() {}

  /** Upper and lower case alike. */
  static Lane named(String text) {
    for (Lane lane : Lane.values()) {
      if (lane.name().equals(text.toUpperCase(Locale.ROOT))) {
        return lane;
      }
    }
    throw new ReviewRefusal.LaneUnknown(text);
  }
}
