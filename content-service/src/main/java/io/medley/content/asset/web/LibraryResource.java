package io.medley.content.asset.web;

import io.medley.content.asset.Library;
import io.medley.content.asset.LibraryPage;
import io.medley.content.asset.LibraryQuery;
import io.medley.content.asset.StoredVersion;
import io.medley.content.asset.VersionState;
import io.medley.platform.security.CurrentActor;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/versions")
class LibraryResource {

  private final Library library;
  private final CurrentActor actor;

  LibraryResource(Library library, CurrentActor actor) {
    this.library = library;
    this.actor = actor;
  }

  /** One hit. */
  record Hit(
      UUID id,
      UUID assetId,
      String number,
      VersionState state,
      String title,
      String jobCode,
      String fileName,
      Instant changedAt) {}

  /** A page of hits. */
  record Hits(List<Hit> versions, long total) {}

  @GetMapping
  Hits search(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") Set<VersionState> state,
      @RequestParam(defaultValue = "") String market,
      @RequestParam(defaultValue = "") String brand,
      @RequestParam(defaultValue = "0") int offset) {
    LibraryPage page =
        library.search(
            new LibraryQuery(q, null, state, market, brand, Math.max(0, offset), 50),
            actor.require());
    return new Hits(page.versions().stream().map(LibraryResource::hit).toList(), page.total());
  }

  private static Hit hit(StoredVersion stored) {
    return new Hit(
        stored.version().id().value(),
        stored.version().asset().value(),
        stored.version().number(),
        stored.version().state(),
        stored.version().metadata().title(),
        stored.version().metadata().jobCode(),
        stored.version().fileName(),
        stored.changedAt());
  }
}
