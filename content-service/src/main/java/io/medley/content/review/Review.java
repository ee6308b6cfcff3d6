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
 * @param round which submission of the piece this is since it was last approved, from 1
 * @param previous the review of the submission before, within the same piece; null for the first
 * @param raisedTo the tier people raised it to; null if nobody did
 * @param stopReason why the coordinator stopped the lanes; null if nobody did
 * @param waitsUntil until when objections or the corrected version are waited for
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
    @Nullable Instant closedAt,
    int round,
    @Nullable ReviewId previous,
    @Nullable String raisedTo,
    @Nullable String raiseReason,
    @Nullable String raisedBy,
    @Nullable String stopReason,
    @Nullable String stoppedBy,
    @Nullable String cause,
    @Nullable Instant waitsUntil) {

  public Review {
    tierReasons = List.copyOf(tierReasons);
  }

  /** A review that was just opened. */
  public static Review opened(
      ReviewId id,
      Subject subject,
      Instant startRequestedAt,
      Instant openedAt,
      int round,
      @Nullable ReviewId previous) {
    return new Review(
        id,
        subject,
        ReviewState.OPENED,
        1,
        null,
        null,
        startRequestedAt,
        null,
        null,
        null,
        List.of(),
        openedAt,
        null,
        round,
        previous,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** As somebody sees it who does not hear yet what its lanes and coordinators say. */
  Review unheard() {
    return new Review(
        id,
        subject,
        state,
        attempt,
        instanceKey,
        claimedAt,
        startRequestedAt,
        endedAt,
        checkRun,
        tier,
        List.of(),
        openedAt,
        closedAt,
        round,
        previous,
        null,
        null,
        null,
        null,
        null,
        null,
        waitsUntil);
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
