package io.medley.content.review;

import io.medley.content.asset.AssetVersion;
import io.medley.workflows.mlrreview.ReviewSteps;
import io.medley.workflows.mlrreview.TierDecision;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Reviews with open lanes that no engine drives: the test takes the engine's steps itself. */
public final class OpenedReviews {

  private final Reviews reviews;
  private final ReviewSteps steps;
  private final TransactionTemplate transaction;
  private final Clock clock;

  public OpenedReviews(
      Reviews reviews, ReviewSteps steps, TransactionTemplate transaction, Clock clock) {
    this.reviews = reviews;
    this.steps = steps;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * The review a submitted version gets, not stored yet.
   *
   * @param previous the round before; null = the first round
   */
  public static Review reviewOf(AssetVersion version, Clock clock, @Nullable Review previous) {
    return Review.opened(
        new ReviewId(UUID.randomUUID()),
        new Review.Subject(
            version.id(),
            version.asset(),
            version.metadata().title(),
            version.metadata().jobCode(),
            version.number(),
            version.metadata().language(),
            version.metadata().brandId(),
            version.metadata().countries().getFirst(),
            version.metadata().countries(),
            version.contentHash(),
            String.valueOf(version.metadataHash()),
            version.author(),
            version.author(),
            version.agency()),
        // Far ahead: nobody asks the engine for it again.
        clock.instant().plus(Duration.ofDays(3650)),
        clock.instant(),
        previous == null ? 1 : previous.round() + 1,
        previous == null ? null : previous.id());
  }

  /** The review of a submitted version, its lanes open. */
  public UUID of(AssetVersion version, List<String> lanes) {
    Review review = reviewOf(version, clock, null);
    transaction.executeWithoutResult(status -> reviews.open(review));
    UUID id = review.id().value();
    steps.claim(id, 1, ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50));
    steps.preCheck(id);
    steps.tierFacts(id);
    steps.planLanes(id, new TierDecision("T1", List.of("First use"), List.of()), lanes);
    lanes.forEach(lane -> steps.openLane(id, lane));
    return id;
  }
}
