package io.medley.campaign.touch;

/** Told when a message that was given up has left after all. */
public interface Resent {

  /**
   * It left.
   *
   * @param givenUp key of the touch that was given up
   * @param decision how its re-send came out
   */
  void left(SendKey givenUp, TouchDecision decision);
}
