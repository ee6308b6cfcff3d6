package io.medley.content.review;

import io.medley.content.signing.Lane;
import io.medley.content.signing.LaneSignature;
import io.medley.content.signing.Signatures;
import io.medley.content.signing.Verdict;
import io.medley.workflows.mlrreview.LaneCompletions;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Says of a lane whether its task may be completed. It looks for the signed row of the lane's
 * present round only; whether that signature counts is decided when the verdict is recorded.
 */
@Component
class LaneCompletionChecking implements LaneCompletions {

  private final Reviews reviews;
  private final Signatures signatures;

  LaneCompletionChecking(Reviews reviews, Signatures signatures) {
    this.reviews = reviews;
    this.signatures = signatures;
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<String> against(UUID reviewId, String laneName, @Nullable String verdict) {
    Lane lane = Lane.valueOf(laneName);
    Optional<ReviewLane> row = reviews.lane(new ReviewId(reviewId), lane);
    if (row.isEmpty() || row.get().state() == ReviewLane.State.CLOSED) {
      return Optional.empty();
    }
    Optional<LaneSignature> signed = signatures.of(reviewId, row.get().round(), lane);
    if (signed.isEmpty()) {
      return Optional.of(
          "Nobody has signed the %s lane. Open the signing page, sign your verdict, then complete this task."
              .formatted(lane.title()));
    }
    Verdict counted = signed.get().statement().verdict();
    return verdict == null || verdict.equals(counted.name())
        ? Optional.empty()
        : Optional.of(
            "The signature says %s. Complete the task with the verdict that was signed."
                .formatted(counted.title()));
  }
}
