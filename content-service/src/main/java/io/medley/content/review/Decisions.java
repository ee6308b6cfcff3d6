package io.medley.content.review;

import io.medley.workflows.mlrreview.HumanStep;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stored decisions outside the lanes. Every method joins the caller's transaction. */
public interface Decisions {

  void add(SignedDecision.Stored decision);

  /** Every decision of a review, oldest first. */
  List<SignedDecision.Stored> ofReview(ReviewId id);

  /** The newest decision of a kind about a subject. */
  Optional<SignedDecision> of(ReviewId id, HumanStep kind, String subject);

  void add(Request request);

  Optional<Request> request(UUID id);

  /** Takes the request for use; false when it was used before. */
  boolean use(UUID id, Instant realTime);

  /**
   * What a person asked to sign before they were sent to prove who they are. Good once.
   *
   * @param requestedAt real time
   */
  record Request(
      UUID id,
      ReviewId review,
      HumanStep kind,
      String subject,
      Map<String, Object> body,
      CarryRecord.Hashes hashes,
      String personId,
      Instant requestedAt,
      @Nullable Instant usedAt) {}
}
