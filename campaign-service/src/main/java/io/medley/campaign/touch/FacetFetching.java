package io.medley.campaign.touch;

import io.medley.campaign.touch.MissingFacets.Source;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks content-service what pieces are about that this service stored without it, a hundred at a
 * time. The rows say what is left to do, so a crash loses nothing; what content-service does not
 * know either is asked for again the next day.
 */
@Service
public class FacetFetching {

  private static final int AT_ONCE = 100;
  private static final Duration AGAIN = Duration.ofDays(1);

  private final MissingFacets pieces;
  private final Source source;
  private final TransactionTemplate transactions;
  private final Clock clock;

  FacetFetching(
      MissingFacets pieces, Source source, TransactionTemplate transactions, Clock clock) {
    this.pieces = pieces;
    this.source = source;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Asks until nothing is left.
   *
   * @return of how many pieces it is known now
   * @throws MissingFacets.SourceUnavailable if content-service does not answer; what it answered
   *     before is kept
   */
  public int fetch() {
    int known = 0;
    Instant now = clock.instant();
    for (List<UUID> asked = pieces.missing(now.minus(AGAIN), AT_ONCE);
        !asked.isEmpty();
        asked = pieces.missing(now.minus(AGAIN), AT_ONCE)) {
      List<UUID> some = asked;
      Map<UUID, PieceFacets> facets = source.ask(some);
      transactions.executeWithoutResult(status -> pieces.answered(some, facets, now));
      known += facets.size();
    }
    return known;
  }
}
