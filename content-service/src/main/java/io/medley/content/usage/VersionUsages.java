package io.medley.content.usage;

import io.medley.content.asset.VersionId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What campaign-service has reported so far; a local question, whatever that service does. */
public interface VersionUsages {

  /** Usage of each of these versions, {@link VersionUsage#none} where nothing was reported. */
  Map<VersionId, VersionUsage> of(Collection<VersionId> versions);

  /** Up to where the feed is stored. */
  Reported reported();

  /**
   * Stores a page; a page that does not follow what is stored changes nothing.
   *
   * @return whether it was stored
   */
  boolean store(long after, List<VersionUsage> entries, long next);

  /**
   * Where the feed stands.
   *
   * @param at when the newest page was stored; {@code null} = never
   */
  record Reported(long position, @Nullable Instant at) {}
}
