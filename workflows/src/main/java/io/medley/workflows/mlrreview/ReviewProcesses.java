package io.medley.workflows.mlrreview;

import java.util.UUID;

/**
 * What the domain asks of the {@code mlr-review} process. Every call writes an outbox row in the
 * caller's transaction; the engine hears of it after the commit, possibly more than once.
 */
public interface ReviewProcesses {

  /** Starts the review; a repeated start of a running attempt changes nothing. */
  void start(UUID reviewId, int attempt);

  /** Completes the newest human task of a lane whose verdict was signed on the desk. */
  void completeLane(UUID reviewId, String lane, String verdict);

  /** Completes the open task of a step whose decision was signed. */
  void completeHuman(UUID reviewId, HumanStep step);

  /**
   * Stops the lanes that are open; {@link ReviewSteps#consolidate} is asked next.
   *
   * @param stop id of this stop, so that a repetition changes nothing
   */
  void stopRound(UUID reviewId, UUID stop);

  /** A signer objected to a carried verdict: no need to wait on. */
  void objected(UUID reviewId, UUID objection);

  /** The corrected version of a conditional approval was submitted: nothing is left to wait for. */
  void corrected(UUID reviewId);

  /** Ends an instance; {@link ReviewSteps#ended} is told once it is gone. */
  void cancel(UUID reviewId, int attempt, long processInstanceKey);
}
