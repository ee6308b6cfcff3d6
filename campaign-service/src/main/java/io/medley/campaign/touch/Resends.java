package io.medley.campaign.touch;

import java.time.Instant;
import java.util.List;

/** Messages that are sent again. Writes belong to the caller's transaction. */
public interface Resends {

  /**
   * One of them.
   *
   * @param givenUp the message that was given up
   * @param again the touch it became
   */
  record Resend(SendKey givenUp, SendKey again) {}

  /**
   * Asks for it.
   *
   * @return false if somebody did before
   */
  boolean add(Resend resend, String by, String why, Instant now);

  /**
   * Those that are due, which nobody else gets for a while.
   *
   * @param now business time
   * @param takenBefore real time; not those taken after it
   */
  List<Resend> take(Instant now, Instant takenBefore, Instant realNow, int limit);

  /** What the gate said. */
  void answered(Resend resend, TouchDecision decision, Instant now);

  /** Keys of messages given up on a channel that nobody sent again, newest first. */
  List<SendKey> open(String channel, int limit);
}
