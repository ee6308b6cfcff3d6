package io.medley.campaign.touch;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The sender's own copy of the approval state with its lease. Reading for a claim or hand-over
 * happens under the shared locks of the versions, storing a page under the exclusive ones.
 */
public interface ApprovalState {

  /** Namespace of the versions' advisory locks. */
  String LOCKS = "servable-version";

  /**
   * Whether the state may be relied on at this instant.
   *
   * @param valid decided by the database's clock
   * @param validUntil end of the newest lease; empty if there never was one
   * @param cursor position in the feed; changes whenever anything may have changed
   */
  record Lease(boolean valid, Optional<Instant> validUntil, long cursor) {}

  /** The lease, as of this statement. */
  Lease lease();

  /** What is known of these versions, as of this statement; unknown ones are absent. */
  Map<UUID, ServableVersion> read(Collection<UUID> versions);

  /** Versions that would fit but may not be served now; for saying why nothing could be sent. */
  List<ServableVersion> unservable(String brandId, String market, String channel, String audience);

  /** Where this database stands in the feed. */
  record Position(UUID sender, long cursor, int inDoubt) {}

  /** The position, with the number of sends in doubt among versions that stopped lately. */
  Position position();

  /** This database's clock, for measuring a lease in one clock only. */
  Instant now();

  /**
   * Stores one page, moves the cursor and, if the page was the last, the lease, in one transaction
   * under the exclusive locks of the page's versions. Claimed sends of versions that may no longer
   * be served are revoked in it.
   *
   * @param after cursor the page was asked with; somebody else's progress refuses the page
   * @param until how long the state may be relied on, by this database's clock, if the page was the
   *     last
   * @return versions that may no longer be served, whose hand-overs must be waited for
   * @throws FeedMoved if the cursor is not {@code after} any more
   */
  Set<UUID> store(
      long after, List<ServableVersion> entries, long next, boolean last, Instant until);

  /** How many sends of these versions are being handed over. */
  int handingOver(Collection<UUID> versions);

  /** Another process moved the cursor meanwhile. */
  final class FeedMoved extends RuntimeException {
    /** With the cursor that was expected. */
    public FeedMoved(long after) {
      super("The feed's cursor is not " + after + " any more");
    }
  }
}
