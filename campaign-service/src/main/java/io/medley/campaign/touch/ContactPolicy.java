package io.medley.campaign.touch;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * When and how often an HCP may be contacted for a campaign.
 *
 * @param contactHours by country (ISO 3166 alpha-2); a country without an entry has {@link
 *     ContactHours#OFFICE}
 * @param caps all must hold; empty = no cap
 * @param longestHold after being held this long a touch is skipped as stale
 */
public record ContactPolicy(
    Map<String, ContactHours> contactHours, List<FrequencyCap> caps, Duration longestHold) {

  /** How long a touch is held unless a campaign says otherwise. */
  public static final Duration DEFAULT_LONGEST_HOLD = Duration.ofDays(30);

  /**
   * How long a touch waits for another piece when all that fitted are gone for good; then the
   * journey that needs one ends.
   */
  public static final Duration CONTENT_PATIENCE = Duration.ofDays(14);

  /** Copies the collections. */
  public ContactPolicy {
    contactHours = Map.copyOf(contactHours);
    caps = List.copyOf(caps);
  }

  /** Hours that hold in a country. */
  public ContactHours hoursIn(String country) {
    return contactHours.getOrDefault(country, ContactHours.OFFICE);
  }
}
