package io.medley.platform.elasticsearch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes projections with the row's version as external version: an older version never overwrites
 * a newer one, and a stale write (409) is success because the newer state is there already.
 */
public interface IndexProjector {

  /**
   * One document's wanted state.
   *
   * @param version the row's version, rising with every change
   * @param document the document; null removes it. Elasticsearch remembers the version of a removed
   *     document for only 60 s, so state that must never come back is better kept as a document.
   */
  record Change(String id, long version, @Nullable Object document) {}

  /** Writes one change and makes it searchable at once. */
  void project(SearchIndex index, Change change);

  /**
   * Writes many changes in one request, answers read item by item.
   *
   * @param refresh true makes them searchable before returning
   * @throws StoreUnavailable if any item failed for a passing reason; repeat the whole call
   * @throws SearchRejected if any item was rejected, after all others were written
   */
  void project(SearchIndex index, List<Change> changes, boolean refresh);
}
