package io.medley.workflows.production;

import java.util.Optional;
import java.util.UUID;

/**
 * What the {@code content-production} process asks of the domain. Every call may be repeated and
 * must then answer from the domain's rows as they are; an exception means "not now".
 */
public interface ProductionSteps {

  /**
   * The first job of an instance claims the production; see the same step of a review.
   *
   * @return false if another instance or attempt holds it: the instance ends at once
   */
  boolean claim(UUID productionId, int attempt, long processInstanceKey);

  /** Where the piece stands with its agency. */
  Stand look(UUID productionId);

  /** What is known of a submission that nobody decided on; empty if somebody did. */
  Optional<QcFacts> qcFacts(UUID productionId);

  /** Stores whether a coordinator looks, and asks one. */
  QcPlan planQc(UUID productionId, QcDecision decision);

  /** What a coordinator decided of the newest submission. */
  QcCheck recordQc(UUID productionId);

  /** Opens the review of what was submitted and accepted; the production is done. */
  void startReview(UUID productionId);

  /** The instance has ended. Only the claiming instance's end counts. */
  void ended(UUID productionId, int attempt, long processInstanceKey);
}
