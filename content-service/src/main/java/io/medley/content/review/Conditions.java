package io.medley.content.review;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Stored conditions. Every method joins the caller's transaction. */
public interface Conditions {

  /** Adds it, unless the review has it. */
  void add(Condition condition);

  /** In reading order. */
  List<Condition> ofReview(ReviewId id);

  void decide(
      ReviewId id, UUID remark, Condition.State state, String note, String person, Instant at);

  /** Notes an objection; false if the lane objected before. */
  boolean add(Objection objection);

  List<Objection> objections(ReviewId id);

  /** A signer does not let the carried verdict stand. */
  record Objection(
      UUID id,
      ReviewId review,
      io.medley.content.signing.Lane lane,
      String personId,
      String printedName,
      String reason,
      Instant at) {}
}
