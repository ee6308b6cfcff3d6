package io.medley.content.production;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One handing over of a version, and what a coordinator said to it.
 *
 * @param agency empty for work of the house
 * @param reviewId the id its review bears once it opens
 * @param because why a coordinator looks or nobody has to, in words; empty while undecided
 * @param dueAt by when a coordinator looks; {@code null} unless one has to
 * @param reasons why it was returned; empty unless it was
 * @param note the sentence that goes with them
 */
public record Submission(
    UUID id,
    UUID production,
    VersionId version,
    AssetId asset,
    String agency,
    List<String> markets,
    String contentHash,
    String metadataHash,
    String submittedBy,
    Instant submittedAt,
    UUID reviewId,
    Qc qc,
    String because,
    @Nullable Instant dueAt,
    @Nullable String decidedBy,
    @Nullable Instant decidedAt,
    List<QcReason> reasons,
    String note,
    boolean reviewOpened) {

  public Submission {
    markets = List.copyOf(markets);
    reasons = List.copyOf(reasons);
  }

  /** Where the coordinator's look stands. */
  public enum Qc {
    /** It is not decided yet whether a coordinator looks. */
    WAITING,
    /** A coordinator has to look. */
    REQUIRED,
    /** Nobody has to look. */
    SKIPPED,
    /** A coordinator passed it on to the reviewers. */
    ACCEPTED,
    /** A coordinator returned it to the agency. */
    RETURNED;

    /** Whether a coordinator may still decide. */
    public boolean open() {
      return this == WAITING || this == REQUIRED;
    }

    /** Whether reviewers get it. */
    public boolean passed() {
      return this == SKIPPED || this == ACCEPTED;
    }
  }
}
