package io.medley.campaign.campaign;

/**
 * Gives back at once what a journey keeps for itself, such as its place under a cap or a
 * representative's suggestion: its instance may hear only later that it has to end.
 */
@FunctionalInterface
public interface ExitListener {

  /** The journey was asked to end just now; inside the transaction that asked. */
  void ending(EnrolmentId id, ExitReason reason);
}
