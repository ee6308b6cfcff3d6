package io.medley.content.catalog;

import io.medley.content.asset.VersionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The searching half of the catalog: finds ids, decides nothing. */
public interface CatalogSearch {

  /** Live pieces in date that match. */
  Found find(CatalogCriteria criteria, Instant at);

  /**
   * Versions that satisfy the request inside the query, best first.
   *
   * @param safety what safety information in force a version has to have been made against
   * @param among only these; {@code null} = all
   */
  List<VersionId> candidates(
      SelectionRequest request,
      Instant at,
      SafetyInForce.Wanted safety,
      @Nullable List<VersionId> among,
      int limit);

  /** Versions of the same brand (or any) that do not, the nearest first. */
  List<VersionId> runnersUp(
      SelectionRequest request, Instant at, SafetyInForce.Wanted safety, int limit);

  /** Ids with highlighted titles, and facets. */
  record Found(long total, List<FoundVersion> versions, List<CatalogPage.Facet> facets) {}

  /** One id with its highlighted title and, if its words say it, an excerpt of them. */
  record FoundVersion(
      VersionId version,
      List<CatalogPage.Highlight> highlights,
      List<CatalogPage.Highlight> excerpt) {}
}
