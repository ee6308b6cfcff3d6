package io.medley.campaign.measure;

import java.time.Duration;

/**
 * How far an HCP is with a topic: the stages of change of the transtheoretical model, as they are
 * read from what HCPs do.
 */
public enum Stage {
  /** Nothing shows that the HCP knows of it. */
  UNAWARE(Duration.ZERO),
  /** Has seen or heard of it. */
  AWARE(Duration.ofDays(90)),
  /** Seeks information. */
  CONTEMPLATION(Duration.ofDays(120)),
  /** Asks practical questions: access, dosing, monitoring. */
  PREPARATION(Duration.ofDays(180)),
  /** First use, as the HCP, the rep or licensed data report it. */
  ACTION(Duration.ofDays(365)),
  /** Uses it where it fits. */
  MAINTENANCE(Duration.ofDays(365)),
  /** Speaks for it. */
  ADVOCACY(Duration.ofDays(365));

  private final Duration lasts;

  Stage(Duration lasts) {
    this.lasts = lasts;
  }

  /** How long one piece of evidence keeps an HCP here. */
  public Duration lasts() {
    return lasts;
  }
}
