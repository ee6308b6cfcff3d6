package io.medley.content.retention;

import io.medley.content.asset.AssetId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** While it is not released, its asset cannot be disposed of. Times are business time. */
public record LegalHold(
    UUID id,
    AssetId asset,
    String reason,
    String placedBy,
    Instant placedAt,
    @Nullable String releasedBy,
    @Nullable Instant releasedAt,
    @Nullable String releaseReason) {

  /** True while it holds. */
  public boolean active() {
    return releasedAt == null;
  }
}
