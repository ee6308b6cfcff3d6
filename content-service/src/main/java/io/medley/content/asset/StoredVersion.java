package io.medley.content.asset;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version with what only its own house needs: suggestions and who confirmed the tags.
 *
 * @param confirmedBy person who last confirmed the tags; {@code null} while nobody has
 */
public record StoredVersion(
    AssetVersion version,
    long fileSize,
    List<Suggestion> suggestions,
    @Nullable String confirmedBy,
    @Nullable Instant confirmedAt,
    Instant changedAt) {

  public StoredVersion {
    suggestions = List.copyOf(suggestions);
  }
}
