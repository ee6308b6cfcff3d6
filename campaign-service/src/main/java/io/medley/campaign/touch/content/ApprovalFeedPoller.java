package io.medley.campaign.touch.content;

import io.medley.campaign.touch.ApprovalState;
import io.medley.campaign.touch.GateSettings;
import io.medley.platform.feed.FeedPoller;
import io.medley.platform.jdbc.AdvisoryLocks;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Reads the approvals feed. A page is stored before the next is asked for, and asking is what
 * acknowledges it; so everything this database acknowledged is in its rows, under locks no claim
 * could have overtaken.
 */
@Component
@ConditionalOnBooleanProperty(name = "medley.background.enabled", matchIfMissing = true)
class ApprovalFeedPoller extends FeedPoller {

  private static final Logger LOG = LoggerFactory.getLogger(ApprovalFeedPoller.class);
  private static final Duration HAND_OVER_LOOK = Duration.ofMillis(50);

  private final RestClient http;
  private final ApprovalState approvals;
  private final ContentServiceSettings settings;
  private final GateSettings gate;

  ApprovalFeedPoller(
      ContentServiceHttp contentService,
      ApprovalState approvals,
      AdvisoryLocks locks,
      ContentServiceSettings settings,
      GateSettings gate) {
    super("approval-feed", "content-service", locks, settings.longPoll(), settings.retry());
    this.http = contentService.client(settings.longPoll().plus(settings.timeout()));
    this.approvals = approvals;
    this.settings = settings;
    this.gate = gate;
  }

  @Override
  protected void poll() {
    try {
      read();
    } catch (ApprovalState.FeedMoved moved) {
      LOG.info("{}; reading on from there", moved.getMessage());
    }
  }

  /** Asks for one page and stores it. */
  private void read() {
    ApprovalState.Position position = approvals.position();
    // Measured by the database's clock, the one the lease is compared with.
    Instant asked = approvals.now();
    long asking = System.nanoTime();
    FeedPage page =
        http.get()
            .uri(
                "/api/feed/approvals?sender={sender}&after={after}&inDoubt={inDoubt}&limit={limit}"
                    + "&waitMillis={wait}",
                position.sender(),
                position.cursor(),
                position.inDoubt(),
                settings.limit(),
                settings.longPoll().toMillis())
            .retrieve()
            .body(FeedPage.class);
    if (page == null) {
      throw new RestClientException("the page is empty");
    }
    long answered = System.nanoTime();
    Set<UUID> stopped =
        approvals.store(
            position.cursor(),
            page.entries().stream().map(FeedPage.Entry::toVersion).toList(),
            page.next(),
            page.last(),
            asked.plus(lease(gate.lease(), page)));
    tellIfSlow(asking, answered, System.nanoTime());
    if (!stopped.isEmpty()) {
      awaitHandOvers(stopped);
    }
  }

  /**
   * Never longer than content-service waits for this sender before it acknowledges a withdrawal.
   */
  static Duration lease(Duration own, FeedPage page) {
    Duration granted = Duration.ofMillis(page.leaseMillis());
    return granted.compareTo(own) < 0 ? granted : own;
  }

  /** A round longer than half the lease is what makes sending hold: operators must see why. */
  private void tellIfSlow(long asking, long answered, long stored) {
    Duration round = Duration.ofNanos(stored - asking);
    if (round.compareTo(gate.lease().dividedBy(2)) > 0) {
      LOG.warn(
          "A round of the approvals feed took {} ms: content-service answered after {} ms, its page"
              + " was stored in {} ms",
          round.toMillis(),
          Duration.ofNanos(answered - asking).toMillis(),
          Duration.ofNanos(stored - answered).toMillis());
    }
  }

  /** Hand-overs under way get their time before the page is acknowledged; the rest is in doubt. */
  private void awaitHandOvers(Set<UUID> stopped) {
    long end = System.nanoTime() + gate.handOverWait().toNanos();
    while (isRunning() && approvals.handingOver(stopped) > 0 && System.nanoTime() < end) {
      pause(HAND_OVER_LOOK);
    }
  }

  @Override
  public synchronized void start() {
    if (settings.enabled()) {
      super.start();
    }
  }
}
