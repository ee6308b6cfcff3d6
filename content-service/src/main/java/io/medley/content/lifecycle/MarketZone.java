package io.medley.content.lifecycle;

import io.medley.content.market.MarketPacks;
import java.time.ZoneId;

/**
 * The zone in which a market's days begin and end, as its pack says; for code that no pack is
 * handed to.
 */
public final class MarketZone {

  private static final MarketPacks PACKS = MarketPacks.load();

  private MarketZone() {}

  /** UTC for a market that has no pack. */
  public static ZoneId of(String market) {
    return PACKS.zone(market);
  }
}
