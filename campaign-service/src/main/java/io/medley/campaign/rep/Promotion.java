package io.medley.campaign.rep;

import java.time.Instant;
import java.util.UUID;

/**
 * What became of something a representative learned.
 *
 * @param target the event, or content-service's brief
 * @param journeys how many journeys heard of the question or began with it
 * @param by person id
 */
public record Promotion(
    UUID insightId, Kind kind, UUID target, int journeys, String by, Instant at) {

  /** What it can become. */
  public enum Kind {
    /** A question of the HCP that journeys hear of; one of them puts it before somebody. */
    QUESTION,
    /** A brief: a piece is missing. */
    BRIEF
  }
}
