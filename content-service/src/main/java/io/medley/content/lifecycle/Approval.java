package io.medley.content.lifecycle;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.VersionId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An approved version as the world may be served it.
 *
 * @param number rises by one with every change of state; whoever holds a higher one holds the newer
 *     state
 * @param validFrom first instant of validity: the start of the first day in the market where it
 *     starts last
 * @param validTo first instant after validity: the end of the last day in the market where it ends
 *     first
 * @param slotHints content slots the piece recommends itself for
 * @param proof who approved it; signatures verify on their own
 */
public record Approval(
    VersionId version,
    AssetId asset,
    long number,
    ApprovalState state,
    String versionNumber,
    String contentHash,
    String metadataHash,
    String format,
    String fileName,
    String brandId,
    String title,
    String jobCode,
    String materialType,
    String purpose,
    List<String> markets,
    String language,
    List<String> channels,
    List<String> audiences,
    List<String> indications,
    List<String> keyMessages,
    List<String> slotHints,
    Instant validFrom,
    Instant validTo,
    Proof proof,
    String agency,
    @Nullable String tier,
    Instant liveAt,
    Instant changedAt) {

  public Approval {
    markets = List.copyOf(markets);
    channels = List.copyOf(channels);
    audiences = List.copyOf(audiences);
    indications = List.copyOf(indications);
    keyMessages = List.copyOf(keyMessages);
    slotHints = List.copyOf(slotHints);
  }

  /** Whether it may be served at this instant of the business clock. */
  public boolean servableAt(Instant at) {
    return state == ApprovalState.LIVE && !at.isBefore(validFrom) && at.isBefore(validTo);
  }

  /** The first day of use, as the market where it starts last counts days. */
  public LocalDate firstDay() {
    return markets.stream()
        .map(market -> LocalDate.ofInstant(validFrom, MarketZone.of(market)))
        .max(LocalDate::compareTo)
        .orElseThrow();
  }

  /** The last day of use, which counts in full, as the market where it ends first counts days. */
  public LocalDate lastDay() {
    Instant last = validTo.minusNanos(1);
    return markets.stream()
        .map(market -> LocalDate.ofInstant(last, MarketZone.of(market)))
        .min(LocalDate::compareTo)
        .orElseThrow();
  }

  /**
   * Who approved.
   *
   * @param approvedAt when the last signature was given
   */
  public record Proof(UUID reviewId, Instant approvedAt, List<Signed> signatures) {

    public Proof {
      signatures = List.copyOf(signatures);
    }

    /** One lane's signature. */
    public record Signed(String lane, String signer, Instant signedAt, UUID signatureId) {}
  }
}
