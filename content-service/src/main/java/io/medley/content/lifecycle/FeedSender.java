package io.medley.content.lifecycle;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A database that follows the approvals feed and sends. All instants are real time.
 *
 * @param passed the cursor of its last request: everything up to it is known and acted on there
 * @param inDoubt sends it could not call back at that time
 * @param leaseUntil it hands nothing over after this instant without having asked again
 * @param servedPosition the first recall it was shown and has not passed
 * @param servedAt when that was
 */
public record FeedSender(
    String id,
    long passed,
    int inDoubt,
    Instant leaseUntil,
    Instant lastSeenAt,
    @Nullable Long servedPosition,
    @Nullable Instant servedAt) {

  /** How long a sender may rely on what it was told, counted there from the moment it asked. */
  public static final Duration LEASE = Duration.ofSeconds(3);

  /**
   * How long a recall may be open, or have been shown, before the lease of a sender that has not
   * passed it is renewed no more.
   */
  public static final Duration PATIENCE = Duration.ofMillis(500);

  /** What is waited beyond a lease, for clocks that do not run alike. */
  public static final Duration MARGIN = Duration.ofSeconds(1);

  /**
   * From the commit of a recall to its acknowledgement at the latest, whatever a sender does: the
   * last renewal, the lease, the margin, and the next look of whoever settles it.
   */
  public static final Duration WORST = PATIENCE.plus(LEASE).plus(MARGIN).plus(RecallSettling.EVERY);

  /** Whether the lease is renewed for a request that arrives now. */
  public boolean renewable(Instant now) {
    return servedAt == null || !now.isAfter(servedAt.plus(PATIENCE));
  }

  /** Whether this sender can hand nothing over any more that the position's recall forbids. */
  public boolean done(long position, Instant now) {
    return passed >= position || now.isAfter(leaseUntil.plus(MARGIN));
  }

  /** The sender as its next request shows it, before the lease is decided. */
  FeedSender asking(long cursor, int doubt, Instant now) {
    boolean passedServed = servedPosition == null || cursor >= servedPosition;
    return new FeedSender(
        id,
        cursor,
        doubt,
        leaseUntil,
        now,
        passedServed ? null : servedPosition,
        passedServed ? null : servedAt);
  }

  FeedSender leasedUntil(Instant until) {
    return new FeedSender(
        id,
        passed,
        inDoubt,
        until.isAfter(leaseUntil) ? until : leaseUntil,
        lastSeenAt,
        servedPosition,
        servedAt);
  }
}
