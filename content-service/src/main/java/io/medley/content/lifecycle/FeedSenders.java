package io.medley.content.lifecycle;

import java.time.Instant;
import java.util.List;

/** Senders known to the feed. Every method joins the caller's transaction. */
public interface FeedSenders {

  /** Reads the sender under lock, a new one with nothing passed and no lease. */
  FeedSender lock(String id, Instant now);

  void save(FeedSender sender);

  /** Notes that a recall was shown, unless an earlier one still is to be passed. */
  void served(String id, long position, Instant at);

  List<FeedSender> all();
}
