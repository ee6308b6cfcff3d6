package io.medley.platform.feed;

import io.medley.platform.jdbc.AdvisoryLocks;
import io.medley.platform.jdbc.LockTaken;
import io.medley.platform.jdbc.SessionLock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.web.client.RestClientException;

/**
 * Follows a neighbour's feed, one poller per database: the process that holds the session lock. An
 * outage is told when it begins and when it ends, not at every attempt.
 */
public abstract class FeedPoller implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(FeedPoller.class);

  private final String feed;
  private final String neighbour;
  private final AdvisoryLocks locks;
  private final Duration longPoll;
  private final Duration retry;
  private volatile boolean running;
  private boolean away;
  private Thread worker = Thread.ofVirtual().unstarted(() -> {});

  /**
   * A poller that is not started yet.
   *
   * @param feed what is followed, e.g. {@code usage-feed}: names the lock and the thread
   * @param neighbour who answers it
   * @param longPoll how long to leave it to another process that holds the lock
   * @param retry pause after a failure
   */
  protected FeedPoller(
      String feed, String neighbour, AdvisoryLocks locks, Duration longPoll, Duration retry) {
    this.feed = feed;
    this.neighbour = neighbour;
    this.locks = locks;
    this.longPoll = longPoll;
    this.retry = retry;
  }

  /**
   * Asks for one page and stores it.
   *
   * @throws RestClientException if the neighbour does not answer
   */
  protected abstract void poll();

  private void run() {
    while (running) {
      try (SessionLock lock = locks.hold(feed, "poller")) {
        LOG.info("This process follows the {} of {}", feed, neighbour);
        while (running && lock.held()) {
          round();
        }
      } catch (LockTaken another) {
        LOG.debug("Another process follows the {}", feed);
        pause(longPoll);
      } catch (RuntimeException failure) {
        LOG.warn("Following the {} failed and is tried again", feed, failure);
        pause(retry);
      }
    }
  }

  private void round() {
    try {
      poll();
      if (away) {
        LOG.info("{} answers the {} again", neighbour, feed);
        away = false;
      }
    } catch (RestClientException | OAuth2AuthorizationException outage) {
      if (!away) {
        LOG.warn("{} does not answer the {}: {}", neighbour, feed, outage.getMessage());
        away = true;
      }
      pause(retry);
    }
  }

  /** Waits; a poller that is stopped meanwhile waits no longer. */
  protected final void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      running = false;
    }
  }

  @Override
  public synchronized void start() {
    running = true;
    worker = Thread.ofVirtual().name(feed).start(this::run);
  }

  @Override
  public synchronized void stop() {
    running = false;
    worker.interrupt();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
