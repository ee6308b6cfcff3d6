package io.medley.content.asset;

import io.medley.platform.security.Actor;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The library as one person may see it. */
@Service
public class Library {

  private final StoredVersions versions;
  private final Visibility visibility;

  Library(StoredVersions versions, Visibility visibility) {
    this.versions = versions;
    this.visibility = visibility;
  }

  /** Versions that fit the wish and are this person's to see. */
  @Transactional(readOnly = true)
  public LibraryPage search(LibraryQuery wish, Actor actor) {
    return switch (visibility.of(actor)) {
      case Visibility.Scope.OwnAgency own ->
          versions.search(narrowed(wish, own.agency(), wish.states()));
      case Visibility.Scope.Everything all -> versions.search(wish);
      case Visibility.Scope.InStates some -> {
        Set<VersionState> both = EnumSet.copyOf(some.states());
        if (!wish.states().isEmpty()) {
          both.retainAll(wish.states());
        }
        yield both.isEmpty()
            ? new LibraryPage(List.of(), 0)
            : versions.search(narrowed(wish, wish.agency(), both));
      }
      case Visibility.Scope.Nothing none -> new LibraryPage(List.of(), 0);
    };
  }

  /**
   * One version with what its page shows.
   *
   * @throws AssetRefusal.VersionUnknown if it is not this person's to see
   */
  @Transactional(readOnly = true)
  public StoredVersion open(VersionId id, Actor actor) {
    return versions
        .find(id)
        .filter(found -> visibility.of(actor).includes(found.version()))
        .orElseThrow(() -> new AssetRefusal.VersionUnknown(id));
  }

  private static LibraryQuery narrowed(
      LibraryQuery wish,
      @org.jspecify.annotations.Nullable String agency,
      Set<VersionState> states) {
    return new LibraryQuery(
        wish.words(), agency, states, wish.market(), wish.brandId(), wish.offset(), wish.limit());
  }
}
