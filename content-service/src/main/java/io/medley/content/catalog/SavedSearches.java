package io.medley.content.catalog;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Searches people keep. Every method joins the caller's transaction. */
public interface SavedSearches {

  /** One kept search; {@code query} is the part of the address after the question mark. */
  record SavedSearch(UUID id, String name, String query, Instant savedAt) {}

  /** A person's searches by name. */
  List<SavedSearch> of(String person);

  /** Keeps a search; one of the same name is replaced. */
  void save(SavedSearch search, String person);

  /** Forgets a search; {@code false} if it is not this person's. */
  boolean remove(UUID id, String person);
}
