package io.medley.content.annotation.jdbc;

import io.medley.content.annotation.AnnotationNews;
import io.medley.content.asset.VersionId;
import io.medley.platform.jdbc.OwnConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Listens on a connection of its own, from the first subscription on. What a subscriber does must
 * be short: all share the one thread.
 */
@Component
class JdbcAnnotationNews implements AnnotationNews, DisposableBean {

  static final String CHANNEL = "medley_annotation";

  private static final Logger LOG = LoggerFactory.getLogger(JdbcAnnotationNews.class);
  private static final Duration WAKE = Duration.ofSeconds(1);

  private final OwnConnections connections;
  private final JdbcClient jdbc;
  private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;
  private @Nullable Thread thread;

  JdbcAnnotationNews(OwnConnections connections, JdbcClient jdbc) {
    this.connections = connections;
    this.jdbc = jdbc;
  }

  @Override
  public void tell(VersionId version) {
    jdbc.sql("select pg_notify(:channel, :news)")
        .param("channel", CHANNEL)
        .param("news", version + " " + EVERYTHING)
        .query()
        .listOfRows();
  }

  private record Subscriber(VersionId version, Consumer<UUID> told, UUID key) {}

  @Override
  public Subscription subscribe(VersionId version, Consumer<UUID> told) {
    Subscriber subscriber = new Subscriber(version, told, UUID.randomUUID());
    subscribers.add(subscriber);
    start();
    return () -> subscribers.remove(subscriber);
  }

  private synchronized void start() {
    if (thread == null && !stopped) {
      thread = Thread.ofPlatform().daemon().name("annotation-news").start(this::live);
    }
  }

  @Override
  public synchronized void destroy() throws InterruptedException {
    stopped = true;
    Thread listening = thread;
    if (listening != null) {
      listening.interrupt();
      listening.join(5_000);
    }
  }

  private void live() {
    boolean told = false;
    while (!stopped) {
      try (Connection connection = connections.open();
          Statement statement = connection.createStatement()) {
        statement.execute("listen " + CHANNEL);
        told = false;
        // Whatever happened before this connection listened may have been missed.
        subscribers.forEach(subscriber -> tell(subscriber, EVERYTHING));
        PGConnection notifications = connection.unwrap(PGConnection.class);
        while (!stopped) {
          PGNotification[] arrived =
              notifications.getNotifications(Math.toIntExact(WAKE.toMillis()));
          if (arrived != null) {
            for (PGNotification notification : arrived) {
              pass(notification.getParameter());
            }
          }
        }
      } catch (SQLException | RuntimeException outage) {
        if (!stopped) {
          if (!told) {
            LOG.warn("News of annotations are interrupted: {}", outage.toString());
            told = true;
          }
          pause();
        }
      }
    }
  }

  private void pass(String payload) {
    int space = payload.indexOf(' ');
    VersionId version = new VersionId(UUID.fromString(payload.substring(0, space)));
    UUID annotation = UUID.fromString(payload.substring(space + 1));
    for (Subscriber subscriber : subscribers) {
      if (subscriber.version().equals(version)) {
        tell(subscriber, annotation);
      }
    }
  }

  private void tell(Subscriber subscriber, UUID annotation) {
    try {
      subscriber.told().accept(annotation);
    } catch (RuntimeException gone) {
      subscribers.remove(subscriber);
      LOG.debug("A listener to annotations went away: {}", gone.toString());
    }
  }

  private static void pause() {
    try {
      Thread.sleep(WAKE);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
