package io.medley.content.scorecard;

import java.time.Instant;
import java.util.List;

/** The derived figures of reviews. */
public interface Timings {

  /** Lanes that are open, or were closed since. */
  List<LaneTiming> lanes(Instant since);

  /** Reviews that run, or ended since. */
  List<ReviewTiming> reviews(Instant since);
}
