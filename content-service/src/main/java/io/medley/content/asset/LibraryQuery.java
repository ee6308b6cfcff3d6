package io.medley.content.asset;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to list of the library.
 *
 * @param words all of them appear in title, job code, file name or text; empty for everything
 * @param agency only this agency's work; {@code null} for all agencies
 * @param states only these; empty for all
 * @param market only pieces for this market; empty for all
 * @param brandId only pieces of this brand; empty for all
 * @param offset how many to leave out
 */
public record LibraryQuery(
    String words,
    @Nullable String agency,
    Set<VersionState> states,
    String market,
    String brandId,
    int offset,
    int limit) {

  public LibraryQuery {
    states = Set.copyOf(states);
  }
}
