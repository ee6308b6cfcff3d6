package io.medley.campaign.touch;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What this service knows, by content-service's feed, of one version: the row every hand-over is
 * decided against.
 *
 * @param number rises with every change of state; an older one never replaces a newer
 * @param state content-service's state; only {@code LIVE} is ever sent
 * @param validFrom first instant, inclusive; null = at once
 * @param validTo end, exclusive; null = open
 * @param proof review, approval time and signatures, as the feed carried them
 */
public record ServableVersion(
    UUID versionId,
    UUID assetId,
    long number,
    String state,
    String contentHash,
    String metadataHash,
    String brandId,
    String title,
    String jobCode,
    String materialType,
    Set<String> markets,
    String language,
    Set<String> channels,
    Set<String> audiences,
    Set<String> slotHints,
    @Nullable Instant validFrom,
    @Nullable Instant validTo,
    JsonNode proof) {

  /** The only state that may be sent. */
  public static final String LIVE = "LIVE";

  /** Copies the sets. */
  public ServableVersion {
    markets = Set.copyOf(markets);
    channels = Set.copyOf(channels);
    audiences = Set.copyOf(audiences);
    slotHints = Set.copyOf(slotHints);
  }

  /** True if approved and in date at the instant. */
  public boolean servableAt(Instant now) {
    return state.equals(LIVE)
        && (validFrom == null || !now.isBefore(validFrom))
        && (validTo == null || now.isBefore(validTo));
  }
}
