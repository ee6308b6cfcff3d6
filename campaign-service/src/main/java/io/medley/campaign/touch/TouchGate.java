package io.medley.campaign.touch;

/** The one way to an HCP: decides, claims, hands over and explains one touch. */
public interface TouchGate {

  /**
   * Takes one touch through the gate. Must not run inside a transaction: it opens its own, and
   * talks to content-service and the provider between them.
   *
   * <p>Safe to repeat, also concurrently and after a crash: a send key that came to an end answers
   * with that end; one that is on its way answers HELD_UNTIL with {@link Reason#SEND_IN_PROGRESS};
   * one that was held is decided anew.
   *
   * @throws io.medley.campaign.hcp.HcpUnknown if there is no such HCP
   */
  TouchDecision touch(TouchCommand command);
}
