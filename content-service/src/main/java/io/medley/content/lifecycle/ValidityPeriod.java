package io.medley.content.lifecycle;

import io.medley.content.asset.AssetMetadata;
import io.medley.content.market.MarketPacks;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;

/**
 * Between which instants a version may be used. In several markets a day begins at several
 * instants; a piece is served only where all of them agree.
 */
public final class ValidityPeriod {

  private ValidityPeriod() {}

  /** The first instant of the first day. */
  public static Instant start(AssetMetadata metadata, MarketPacks packs) {
    LocalDate first = Objects.requireNonNull(metadata.validFrom(), "a submitted version has it");
    return metadata.countries().stream()
        .map(market -> first.atStartOfDay(packs.zone(market)).toInstant())
        .max(Instant::compareTo)
        .orElseThrow();
  }

  /** The first instant after the last day, which counts in full. */
  public static Instant end(AssetMetadata metadata, MarketPacks packs) {
    LocalDate last = Objects.requireNonNull(metadata.validTo(), "a submitted version has it");
    return metadata.countries().stream()
        .map(market -> last.plusDays(1).atStartOfDay(packs.zone(market)).toInstant())
        .min(Instant::compareTo)
        .orElseThrow();
  }
}
