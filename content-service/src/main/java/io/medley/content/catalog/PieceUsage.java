package io.medley.content.catalog;

import io.medley.content.asset.VersionId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How often versions were used, as campaigns report it. */
public interface PieceUsage {

  /** Usage of those versions that were used at all. */
  Map<VersionId, Usage> of(Collection<VersionId> versions);

  /**
   * How one version was used.
   *
   * @param served how often it was handed to a channel
   * @param lastServedAt when last; {@code null} if never
   * @param hcps to how many different people
   * @param campaigns in how many campaigns
   */
  record Usage(long served, @Nullable Instant lastServedAt, long hcps, int campaigns) {

    /** Never used. */
    public static final Usage NONE = new Usage(0, null, 0, 0);
  }
}
