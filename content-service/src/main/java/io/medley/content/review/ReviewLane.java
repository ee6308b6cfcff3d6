package io.medley.content.review;

import io.medley.content.signing.Lane;
import io.medley.content.signing.Verdict;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One lane of a review.
 *
 * @param round the round a signature counts for; rises only when a signature made in it cannot
 *     count any more
 * @param attempt counts the tasks the engine gave this lane; 0 before the first
 * @param dates when it is due and when whom to remind, on the business clock
 * @param lastReason why its task came back last time
 * @param carryId the carry record that closed it; null where its own signature did
 * @param completeRequestedAt real time; when the engine was last asked to complete its task
 */
public record ReviewLane(
    ReviewId review,
    Lane lane,
    int round,
    String candidateGroup,
    State state,
    int attempt,
    ServiceLevel.Dates dates,
    @Nullable Instant openedAt,
    @Nullable Verdict verdict,
    @Nullable UUID signatureId,
    @Nullable String lastReason,
    @Nullable Instant completeRequestedAt,
    @Nullable Instant closedAt,
    int overduePercent,
    @Nullable UUID carryId) {

  /** That the lane has a part in the review and by when, and nothing of what it says. */
  ReviewLane unheard() {
    return new ReviewLane(
        review,
        lane,
        1,
        candidateGroup,
        State.OPEN,
        1,
        dates,
        null,
        null,
        null,
        null,
        null,
        null,
        0,
        null);
  }

  /** Where a lane stands. */
  public enum State {
    /** Its task does not exist yet. */
    PLANNED,
    /** Waits for its reviewer. */
    OPEN,
    /** Its signed verdict is recorded, or was carried over. */
    CLOSED,
    /** Not wanted any more since the tier was raised. */
    DROPPED
  }
}
