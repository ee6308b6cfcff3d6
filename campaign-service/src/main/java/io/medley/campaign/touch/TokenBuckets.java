package io.medley.campaign.touch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All token buckets; any number of processes take from them at once. */
public interface TokenBuckets {

  /**
   * Takes a token from every bucket that fits, or from none, in a transaction of its own.
   *
   * @return empty if they were taken; otherwise the slot to come back at, business time
   */
  Optional<Instant> take(String channel, String sender, String country);

  /** Puts back what was taken for a message that was not handed over. */
  void giveBack(String channel, String sender, String country);

  /** All of them, by channel, sender and country. */
  List<TokenBucket> all();

  /** Sets one, in the caller's transaction; a new one begins full. */
  void put(String channel, String sender, String country, int capacity, double perMinute);

  /**
   * Removes one, in the caller's transaction.
   *
   * @return false if there is none
   */
  boolean remove(String channel, String sender, String country);
}
