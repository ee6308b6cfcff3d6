package io.medley.content.catalog;

import io.medley.content.asset.VersionId;
import io.medley.content.lifecycle.Approval;
import io.medley.content.lifecycle.Approvals;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/**
 * The catalog of approved pieces. Search finds, the store decides: whatever the index says, a piece
 * that is not live and in date by its own row is not in the answer.
 */
@Service
public class Catalog {

  private static final int CANDIDATES = 20;
  private static final int RUNNERS_UP = 10;

  private final CatalogSearch search;
  private final Approvals approvals;
  private final Clock clock;

  Catalog(CatalogSearch search, Approvals approvals, Clock clock) {
    this.search = search;
    this.approvals = approvals;
    this.clock = clock;
  }

  /** Finds live pieces. */
  public CatalogPage search(CatalogCriteria criteria) {
    Instant now = clock.instant();
    CatalogSearch.Found found = search.find(criteria, now);
    Map<VersionId, Approval> rows =
        rows(found.versions().stream().map(CatalogSearch.FoundVersion::version).toList());
    List<CatalogPage.Hit> hits = new ArrayList<>();
    for (CatalogSearch.FoundVersion version : found.versions()) {
      Approval row = rows.get(version.version());
      if (row != null && row.servableAt(now)) {
        hits.add(new CatalogPage.Hit(row, version.highlights()));
      }
    }
    int stale = found.versions().size() - hits.size();
    return new CatalogPage(found.total() - stale, hits, found.facets());
  }

  /** Selects what may be served. */
  public Selection select(SelectionRequest request) {
    Instant at = Objects.requireNonNullElseGet(request.at(), clock::instant);
    List<VersionId> found = search.candidates(request, at, CANDIDATES);
    List<VersionId> near = search.runnersUp(request, at, RUNNERS_UP);
    Map<VersionId, Approval> rows = rows(found);
    rows.putAll(rows(near));
    List<Approval> candidates = new ArrayList<>();
    List<Selection.Rejected> rejected = new ArrayList<>();
    for (VersionId id : found) {
      Approval row = rows.get(id);
      if (row != null) {
        Optional<String> against = Selection.against(row, request, at);
        if (against.isEmpty()) {
          candidates.add(row);
        } else {
          rejected.add(new Selection.Rejected(row, against.get()));
        }
      }
    }
    for (VersionId id : near) {
      Approval row = rows.get(id);
      if (row != null && !found.contains(id)) {
        Selection.against(row, request, at)
            .ifPresent(reason -> rejected.add(new Selection.Rejected(row, reason)));
      }
    }
    return new Selection(candidates, rejected);
  }

  private Map<VersionId, Approval> rows(Collection<VersionId> ids) {
    if (ids.isEmpty()) {
      return new java.util.HashMap<>();
    }
    return approvals.find(ids).stream()
        .collect(
            Collectors.toMap(
                Approval::version,
                Function.identity(),
                (one, other) -> one,
                java.util.HashMap::new));
  }
}
