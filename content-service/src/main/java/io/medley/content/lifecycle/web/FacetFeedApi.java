package io.medley.content.lifecycle.web;

import io.medley.content.asset.VersionId;
import io.medley.content.lifecycle.PieceFacets;
import io.medley.content.lifecycle.PieceFacetsReading;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What pieces are about, for senders that stored them before the approvals feed told it: entries
 * are as they were when they were written.
 */
@RestController
@Validated
class FacetFeedApi {

  private static final int MOST = 200;

  private final PieceFacetsReading facets;
  private final FeedScope scope;

  FacetFeedApi(PieceFacetsReading facets, FeedScope scope) {
    this.facets = facets;
    this.scope = scope;
  }

  /** A version and what it is about. */
  record VersionFacets(UUID versionId, PieceFacets facets) {}

  @GetMapping("/api/feed/facets")
  List<VersionFacets> facets(@RequestParam @Size(min = 1, max = MOST) List<UUID> versionId) {
    scope.require();
    return facets.of(versionId.stream().map(VersionId::new).toList()).entrySet().stream()
        .map(entry -> new VersionFacets(entry.getKey().value(), entry.getValue()))
        .toList();
  }
}
