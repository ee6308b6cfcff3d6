package io.medley.content.review;

import io.medley.content.signing.SignatureSource;
import io.medley.platform.time.RealTime;
import io.medley.workflows.mlrreview.ReviewProcesses;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every minute: what was asked of the engine and did not happen is asked again, from our rows.
 * Asking twice is harmless by the engine's commands' own rules, so several instances may do it side
 * by side.
 */
@Component
class ReviewReconciler {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration TASKLIST_PATIENCE = Duration.ofHours(24);
  private static final int AT_ONCE = 100;

  private final Reviews reviews;
  private final ReviewProcesses processes;
  private final Clock clock;
  private final RealTime realTime;
  private final TransactionTemplate transaction;

  ReviewReconciler(
      Reviews reviews,
      ReviewProcesses processes,
      Clock clock,
      RealTime realTime,
      TransactionTemplate transaction) {
    this.reviews = reviews;
    this.processes = processes;
    this.clock = clock;
    this.realTime = realTime;
    this.transaction = transaction;
  }

  @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
  void reconcile() {
    Instant now = realTime.now();
    startAgain(now);
    nextAttempts(now);
    completeAgain(now);
  }

  private void startAgain(Instant now) {
    for (Review review : reviews.unclaimedSince(now.minus(PATIENCE), AT_ONCE)) {
      transaction.executeWithoutResult(
          status -> {
            processes.start(review.id().value(), review.attempt());
            reviews.startRequested(review.id(), review.attempt(), now);
          });
    }
  }

  /**
   * An instance that ended without a decision (somebody cancelled it in the engine) is followed by
   * the next attempt.
   */
  private void nextAttempts(Instant now) {
    for (Review ended : reviews.endedUndecided(clock.instant().minus(PATIENCE), AT_ONCE)) {
      transaction.executeWithoutResult(
          status -> {
            Review review = reviews.lock(ended.id()).orElseThrow();
            if (review.endedAt() != null && !review.state().over()) {
              reviews.nextAttempt(review.id(), review.attempt(), now);
              processes.start(review.id().value(), review.attempt() + 1);
            }
          });
    }
  }

  private void completeAgain(Instant now) {
    Instant business = clock.instant();
    for (Reviews.SignedOpenLane lane : reviews.signedOpenLanes(now.minus(PATIENCE), AT_ONCE)) {
      boolean tasklist = lane.source().equals(SignatureSource.TASKLIST.name());
      if (tasklist && business.isBefore(lane.signedAt().plus(TASKLIST_PATIENCE))) {
        continue;
      }
      transaction.executeWithoutResult(
          status -> {
            processes.completeLane(
                lane.review().value(), lane.lane().name(), lane.verdict().name());
            reviews.completeRequested(lane.review(), lane.lane(), now);
          });
    }
  }
}
