package io.medley.content.scorecard;

import io.medley.content.asset.AssetMetadata;
import io.medley.content.asset.VersionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Figures over reviews, checks and tags. */
public interface Progress {

  /**
   * Scores since an instant, the agency with most submissions first.
   *
   * @param agency only this one's; {@code null} for all
   */
  List<AgencyScore> scores(@Nullable String agency, Instant since);

  /**
   * Pieces under review, the soonest due first.
   *
   * @param agency only this one's; {@code null} for all
   */
  List<QueueEntry> queue(@Nullable String agency, int limit);

  /**
   * Submitted pieces that are in the sample for second tagging and have none, the newest first; one
   * in twenty, chosen by their id.
   */
  List<VersionId> toTagAgain(String notConfirmedBy, int limit);

  /** Keeps a second person's tags; {@code false} if somebody was faster. */
  boolean keepSecond(VersionId version, AssetMetadata tags, String by, Instant at);

  /** First and second tags of every piece tagged twice. */
  List<Twice> taggedTwice();

  /** Tags of one piece by two people. */
  record Twice(VersionId version, AssetMetadata first, AssetMetadata second) {}
}
