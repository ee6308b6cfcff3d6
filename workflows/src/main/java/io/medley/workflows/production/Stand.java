package io.medley.workflows.production;

import org.jspecify.annotations.Nullable;

/**
 * Where a piece stands with its agency.
 *
 * @param stand what comes next
 * @param work what the agency is asked for; null unless nothing was uploaded yet
 */
public record Stand(Place stand, @Nullable ProduceTask work) {

  /** What comes next. */
  public enum Place {
    /** The brief has no piece yet. */
    PRODUCE,
    /** The agency confirms the tags of the newest version. */
    TAGS_OPEN,
    /** The pre-checks found something that stops submission. */
    BLOCKED,
    /** The agency submits it. */
    READY,
    /** It was submitted. */
    SUBMITTED,
    /** Given up. */
    OVER
  }

  /** The agency makes what a brief asks for. */
  public static Stand produce(ProduceTask work) {
    return new Stand(Place.PRODUCE, work);
  }

  /** Anything else. */
  public static Stand at(Place place) {
    return new Stand(place, null);
  }
}
