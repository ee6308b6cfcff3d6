package io.medley.content.signing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Signatures and the requests they are made from. Every method joins the caller's transaction. */
public interface Signatures {

  /** Adds the signature, unless the lane's round already has one. */
  boolean add(LaneSignature signature);

  Optional<LaneSignature> of(UUID review, int round, Lane lane);

  Optional<LaneSignature> find(UUID id);

  /** Every signature of a review, oldest first. */
  List<LaneSignature> ofReview(UUID review);

  void add(SigningRequest request);

  Optional<SigningRequest> request(UUID id);

  /** Takes the request for use; false when somebody already has. */
  boolean use(UUID requestId, Instant at);
}
