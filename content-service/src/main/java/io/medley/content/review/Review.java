package io.medley.content.review;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The review of one submitted version.
 *
 * @param subject what is reviewed, as it was submitted; never changes
 * @param attempt the process attempt that may claim it, from 1
 * @param instanceKey the process instance that claimed it
 * @param startRequestedAt real time; when its process was last asked for
 * @param checkRun the pre-check run on the exact hashes that reviewers see
 * @param tier how deeply it is reviewed, once decided
 */
public record Review(
    ReviewId id,
    Subject subject,
    ReviewState state,
    int attempt,
    @Nullable Long instanceKey,
    @Nullable Instant claimedAt,
    Instant startRequestedAt,
    @Nullable Instant endedAt,
    @Nullable UUID checkRun,
    @Nullable String tier,
    List<String> tierReasons,
    Instant openedAt,
    @Nullable Instant closedAt) {

  public Review {
    tierReasons = List.copyOf(tierReasons);
  }

  /**
   * The submitted version as the review knows it.
   *
   * @param market the market whose decisions apply: the first of {@code markets}
   * @param markets every market of the piece; a signer needs authority in all of them
   * @param author who made the version
   * @param submitter who submitted it; counts as an author too
   * @param agency empty for work of the house
   */
  public record Subject(
      VersionId version,
      AssetId asset,
      String title,
      String jobCode,
      String versionNumber,
      String language,
      String brandId,
      String market,
      List<String> markets,
      String contentHash,
      String metadataHash,
      String author,
      String submitter,
      String agency) {

    public Subject {
      markets = List.copyOf(markets);
    }
  }
}
