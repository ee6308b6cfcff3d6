package io.medley.content.lifecycle;

import io.medley.platform.outbox.ChangeFeed;
import io.medley.platform.outbox.SequencedMessage;
import io.medley.platform.time.RealTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * The approvals feed and the leases of those who follow it.
 *
 * <p>The order is the protocol: a sender's lease is committed <em>before</em> its page is read. A
 * recall whose position was not in that page got its position after the read, so whoever settles it
 * later sees the lease and waits for it; a recall that was in the page is stored there together
 * with the lease, or neither is.
 */
@Service
public class ApprovalFeed {

  /** Topic of the messages that change what may be served. */
  public static final String TOPIC = "approval";

  private static final Set<String> TOPICS = Set.of(TOPIC);

  private final ChangeFeed feed;
  private final FeedSenders senders;
  private final Recalls recalls;
  private final RecallSettling settling;
  private final RealTime realTime;
  private final TransactionTemplate transaction;

  ApprovalFeed(
      ChangeFeed feed,
      FeedSenders senders,
      Recalls recalls,
      RecallSettling settling,
      RealTime realTime,
      TransactionTemplate transaction) {
    this.feed = feed;
    this.senders = senders;
    this.recalls = recalls;
    this.settling = settling;
    this.realTime = realTime;
    this.transaction = transaction;
  }

  /**
   * A page for a sender. Waits up to {@code wait} for news when there is none.
   *
   * @param sender names the sender's database; one poller each
   * @param after everything up to this position is stored and acted on there; 0 = from the
   *     beginning
   * @param inDoubt sends the sender could not call back
   * @return the page; {@code last} is true only if nothing lay beyond it <em>and</em> the sender's
   *     lease was renewed
   */
  public Page read(String sender, long after, int inDoubt, int limit, Duration wait) {
    Instant asked = realTime.now();
    boolean leased = lease(sender, after, inDoubt, asked);
    settling.settle();

    long deadline = realTime.nanoTime() + wait.toNanos();
    ChangeFeed.FeedPage page = feed.read(TOPICS, after, limit);
    while (page.messages().isEmpty()) {
      Duration left = Duration.ofNanos(deadline - realTime.nanoTime());
      if (!left.isPositive() || !feed.awaitNews(page.next(), left)) {
        break;
      }
      page = feed.read(TOPICS, page.next(), limit);
    }

    noteRecallShown(sender, after, page.messages());
    return new Page(
        page.messages().stream()
            .map(message -> new Entry(message.position(), message.message().payload()))
            .toList(),
        page.next(),
        page.last() && leased);
  }

  private boolean lease(String id, long after, int inDoubt, Instant now) {
    return Boolean.TRUE.equals(
        transaction.execute(
            status -> {
              FeedSender sender = senders.lock(id, now).asking(after, inDoubt, now);
              boolean renewable =
                  sender.renewable(now) && !recalls.openLonger(after, FeedSender.PATIENCE);
              senders.save(renewable ? sender.leasedUntil(now.plus(FeedSender.LEASE)) : sender);
              return renewable;
            }));
  }

  /**
   * A page that ends before an open recall counts as shown too: a sender that reads very small
   * pages or never comes back for the next one must not be able to keep its lease alive in front of
   * a withdrawal.
   */
  private void noteRecallShown(String sender, long after, List<SequencedMessage> messages) {
    OptionalLong open = recalls.firstOpenAfter(after);
    LongStream inPage =
        messages.stream()
            .filter(message -> recallState(message.message().payload()))
            .mapToLong(SequencedMessage::position);
    OptionalLong first = LongStream.concat(open.stream(), inPage).min();
    if (first.isPresent()) {
      transaction.executeWithoutResult(
          status -> senders.served(sender, first.getAsLong(), realTime.now()));
    }
  }

  private static boolean recallState(JsonNode payload) {
    String state = payload.path("state").asString("");
    return state.equals(ApprovalState.WITHDRAWING.name())
        || state.equals(ApprovalState.SUSPENDED.name());
  }

  /**
   * @param next the cursor that acknowledges this page
   * @param last whether the sender's lease moves with this page
   */
  public record Page(List<Entry> entries, long next, boolean last) {
    public Page {
      entries = List.copyOf(entries);
    }
  }

  /** One change of state, as it was when it committed. */
  public record Entry(long position, JsonNode change) {}
}
