package io.medley.platform.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Replayable reading of the outbox by position. */
public interface ChangeFeed {

  /**
   * Messages of the topics after a position, in position order.
   *
   * @param afterPosition 0 = from the beginning
   * @param limit most messages to return, at least 1
   */
  FeedPage read(Set<String> topics, long afterPosition, int limit);

  /**
   * Waits until a position after {@code after} exists or the time is over.
   *
   * @return true if there is news
   */
  boolean awaitNews(long after, Duration max);

  /** The newest position given so far; 0 if none. */
  long newest();

  /**
   * @param next the position to ask after next time; moves also past messages of other topics
   * @param last true if nothing committed and positioned lay beyond this page when it was read
   */
  record FeedPage(List<SequencedMessage> messages, long next, boolean last) {
    public FeedPage {
      messages = List.copyOf(messages);
    }
  }
}
