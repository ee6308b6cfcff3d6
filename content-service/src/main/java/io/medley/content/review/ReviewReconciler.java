package io.medley.content.review;

import io.medley.platform.time.RealTime;
import io.medley.workflows.engine.Reconciling;
import io.medley.workflows.mlrreview.ReviewProcesses;
import java.time.Clock;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Every minute: reviews are compared with what the engine did of them. */
@Component
class ReviewReconciler {

  /** A lane signed from Tasklist is the reviewer's to complete, that long. */
  private static final Duration TASKLIST_PATIENCE = Duration.ofHours(24);

  private final Reviews reviews;
  private final ReviewProcesses processes;
  private final Clock clock;
  private final Reconciling reconciling;

  ReviewReconciler(
      Reviews reviews,
      ReviewProcesses processes,
      Clock clock,
      RealTime realTime,
      TransactionTemplate transaction) {
    this.reviews = reviews;
    this.processes = processes;
    this.clock = clock;
    this.reconciling = new Reconciling(clock, realTime, transaction);
  }

  @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
  void reconcile() {
    reconciling.askAgain(
        reviews::unclaimedSince,
        (review, now) -> {
          processes.start(review.id().value(), review.attempt());
          reviews.startRequested(review.id(), review.attempt(), now);
        });
    reconciling.followEnded(
        reviews::endedUndecided,
        (ended, now) -> {
          Review review = reviews.lock(ended.id()).orElseThrow();
          if (review.endedAt() != null && !review.state().over()) {
            reviews.nextAttempt(review.id(), review.attempt(), now);
            processes.start(review.id().value(), review.attempt() + 1);
          }
        });
    reconciling.askAgain(
        (before, limit) ->
            reviews.signedOpenLanes(before, clock.instant().minus(TASKLIST_PATIENCE), limit),
        (lane, now) -> {
          processes.completeLane(lane.review().value(), lane.lane().name(), lane.verdict().name());
          reviews.completeRequested(lane.review(), lane.lane(), now);
        });
  }
}
