package io.medley.campaign.touch;

import java.util.Optional;

/** How fast journeys go on this installation. */
public interface JourneyPace {

  /** Journeys per second that the engine was found to take; empty = not found out yet. */
  Optional<Double> found();

  /** Enrolled HCPs whose journey has not been started yet. */
  long coming();
}
