package io.medley.content.review;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stored carry records. Every method joins the caller's transaction. */
public interface Carries {

  /** Adds the record, unless the lane's round has one. */
  boolean add(CarryRecord.Signed carry);

  Optional<CarryRecord.Signed> find(UUID id);

  /** Every record of a review, oldest first. */
  List<CarryRecord.Signed> ofReview(ReviewId id);
}
