package io.medley.campaign.campaign;

import java.time.Duration;
import java.time.Instant;

/**
 * When a process that is told to come back may do so. Its timer fires at once for a date that has
 * passed, and the process would ask and be told the same without end; so no answer of this service
 * names such a date.
 */
public final class AskAgain {

  /** Long enough for two clocks that do not quite agree, too short for anybody to notice. */
  static final Duration SOONEST = Duration.ofSeconds(5);

  private AskAgain() {}

  /** The date that was meant, or the soonest there may be. */
  public static Instant notBefore(Instant meant, Instant now) {
    Instant soonest = now.plus(SOONEST);
    return meant.isBefore(soonest) ? soonest : meant;
  }
}
