package io.medley.content.lifecycle;

import java.time.ZoneId;
import java.util.Map;

/** The zone in which a market's days begin and end, for validity and service levels. */
public final class MarketZone {

  // The capital's zone; in the United States that of the health authority.
  private static final Map<String, ZoneId> ZONES =
      Map.of(
          "GB", ZoneId.of("Europe/London"),
          "DE", ZoneId.of("Europe/Berlin"),
          "US", ZoneId.of("America/New_York"),
          "FR", ZoneId.of("Europe/Paris"));

  private MarketZone() {}

  /** UTC for a market that has no pack. */
  public static ZoneId of(String market) {
    return ZONES.getOrDefault(market, ZoneId.of("UTC"));
  }
}
