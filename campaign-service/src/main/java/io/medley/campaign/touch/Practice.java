package io.medley.campaign.touch;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Where and when an HCP sees patients and takes messages.
 *
 * @param zone time zone of its address; null if not known
 * @param clinicHours when the HCP wants messages there; null = no wish known
 */
public record Practice(@Nullable ZoneId zone, @Nullable ContactHours clinicHours) {

  /** Nothing is known. */
  public static final Practice UNKNOWN = new Practice(null, null);
}
