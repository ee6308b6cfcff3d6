package io.medley.campaign.touch;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Where and when an HCP sees patients and takes messages.
 *
 * @param zone time zone of its address; null if not known
 * @param clinicHours when the HCP wants messages there; null = no wish known
 * @param restsUntil until when the HCP wants nothing that promotes; null = does not rest
 */
public record Practice(
    @Nullable ZoneId zone, @Nullable ContactHours clinicHours, @Nullable Instant restsUntil) {

  /** Nothing is known. */
  public static final Practice UNKNOWN = new Practice(null, null, null);

  /** The practice of an HCP who does not rest. */
  public Practice(@Nullable ZoneId zone, @Nullable ContactHours clinicHours) {
    this(zone, clinicHours, null);
  }
}
