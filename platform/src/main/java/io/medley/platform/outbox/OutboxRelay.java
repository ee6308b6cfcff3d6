package io.medley.platform.outbox;

import io.medley.platform.jdbc.OwnConnections;
import io.medley.platform.time.RealTime;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * One thread with a connection of its own. It listens for commits; if it also holds the leader's
 * lock it gives positions and hands messages to handlers. The lock lives on that connection: when
 * either dies, another instance takes over.
 */
public final class OutboxRelay implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);

  /** Heard after every commit that wrote messages, by a trigger. */
  private static final String WRITTEN = "medley_outbox";

  /** Any constant; all instances of a service use the same. */
  private static final long LEADER_KEY = 0x4d65646c65790001L;

  private final OwnConnections connections;
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final OutboxSequencer sequencer;
  private final News news;
  private final Map<String, OutboxHandler> handlers;
  private final OutboxProperties properties;
  private final RealTime realTime;
  private final MeterRegistry meters;

  private volatile boolean running;
  private volatile boolean leading;
  private @Nullable Thread thread;

  OutboxRelay(
      OwnConnections connections,
      JdbcClient jdbc,
      TransactionOperations transactions,
      OutboxSequencer sequencer,
      News news,
      List<OutboxHandler> handlers,
      OutboxProperties properties,
      RealTime realTime,
      MeterRegistry meters) {
    this.connections = connections;
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.sequencer = sequencer;
    this.news = news;
    this.handlers = TopicRelay.byTopic(handlers);
    this.properties = properties;
    this.realTime = realTime;
    this.meters = meters;
  }

  /** True while this process gives positions and calls handlers. */
  public boolean leading() {
    return leading;
  }

  @Override
  public synchronized void start() {
    if (!running) {
      running = true;
      thread = Thread.ofPlatform().daemon().name("outbox-relay").start(this::live);
    }
  }

  @Override
  public void stop() {
    Thread stopping;
    synchronized (this) {
      running = false;
      stopping = thread;
      thread = null;
    }
    if (stopping != null) {
      try {
        stopping.join(20_000);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Late to start and early to stop: handlers may use everything else. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 4_096;
  }

  private void live() {
    while (running) {
      try (Connection connection = connections.open()) {
        listen(connection);
      } catch (SQLException | RuntimeException outage) {
        if (running) {
          LOG.warn("The relay lost its connection and connects again: {}", outage.toString());
          pause();
        }
      } finally {
        leading = false;
      }
    }
  }

  private void listen(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen " + WRITTEN);
      statement.execute("listen " + OutboxSequencer.CHANNEL);
    }
    PGConnection notifications = connection.unwrap(PGConnection.class);
    List<TopicRelay> topics = new ArrayList<>();
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("outbox-retry").factory());
    try {
      boolean owner = false;
      boolean written = true;
      while (running) {
        if (!owner && tryLead(connection)) {
          owner = true;
          written = true;
          leading = true;
          handlers.forEach(
              (topic, handler) ->
                  topics.add(
                      new TopicRelay(
                          topic,
                          handler,
                          jdbc,
                          transactions,
                          properties,
                          realTime,
                          meters,
                          timer)));
        }
        if (owner) {
          Set<String> positioned = written ? sequencer.run() : Set.of();
          topics.forEach(topic -> topic.load(positioned));
        }
        written = await(notifications);
      }
    } finally {
      leading = false;
      timer.shutdownNow();
      topics.forEach(TopicRelay::stop);
    }
  }

  /** True if messages without a position may wait: some were written, or nothing was heard. */
  private boolean await(PGConnection notifications) throws SQLException {
    PGNotification[] arrived =
        notifications.getNotifications(Math.toIntExact(properties.poll().toMillis()));
    if (arrived == null || arrived.length == 0) {
      return true;
    }
    Set<String> channels =
        Arrays.stream(arrived).map(PGNotification::getName).collect(Collectors.toSet());
    if (channels.contains(OutboxSequencer.CHANNEL)) {
      news.announce();
    }
    return channels.contains(WRITTEN);
  }

  private static boolean tryLead(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_try_advisory_lock(" + LEADER_KEY + ")")) {
      return row.next() && row.getBoolean(1);
    }
  }

  private void pause() {
    try {
      Thread.sleep(properties.poll());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
