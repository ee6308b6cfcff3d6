package io.medley.platform.outbox;

import io.medley.platform.time.RealTime;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Hands the messages of one topic to its handler, while this process leads. Messages are read once
 * in position order into one queue per key; each queue has at most one message being handled, so a
 * failing one holds back only its own key. Heads of several queues go to a handler together if it
 * wants that. That messages were handled is noted for all that ended meanwhile in one statement; a
 * key's next message starts after its last one is noted.
 */
final class TopicRelay {

  private static final Logger LOG = LoggerFactory.getLogger(TopicRelay.class);

  private final String topic;
  private final OutboxHandler handler;
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final OutboxProperties properties;
  private final RealTime realTime;
  private final MeterRegistry meters;
  private final ScheduledExecutorService timer;
  private final HandledMarks marks;

  private final Map<String, Deque<SequencedMessage>> queues = new HashMap<>();
  private final Deque<String> ready = new ArrayDeque<>();
  private final Map<Long, Failure> failures = new HashMap<>();
  private long loaded;

  /**
   * Only for the leading thread. Before the first look there may be messages of earlier leaders.
   */
  private boolean behind = true;

  private int waiting;
  private int running;
  private boolean stopped;

  private record Failure(int count, @Nullable Instant retryAt) {}

  private record Loaded(SequencedMessage message, Failure failure) {}

  TopicRelay(
      String topic,
      OutboxHandler handler,
      JdbcClient jdbc,
      TransactionOperations transactions,
      OutboxProperties properties,
      RealTime realTime,
      MeterRegistry meters,
      ScheduledExecutorService timer) {
    this.topic = topic;
    this.handler = handler;
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.properties = properties;
    this.realTime = realTime;
    this.meters = meters;
    this.timer = timer;
    this.marks = new HandledMarks(jdbc, transactions, realTime);
  }

  /**
   * Reads new messages as far as the window allows. Called by the leading thread only.
   *
   * @param positioned topics that have new messages; another topic is read only if some of its
   *     messages were left the last time
   */
  void load(Set<String> positioned) {
    if (!behind && !positioned.contains(topic)) {
      return;
    }
    behind = true;
    while (true) {
      int room;
      long after;
      synchronized (this) {
        room = properties.window() - waiting;
        after = loaded;
        if (stopped || room <= 0) {
          return;
        }
      }
      int limit = Math.min(room, 1_000);
      List<Loaded> rows = read(after, limit);
      for (Loaded row : rows) {
        accept(row);
      }
      dispatch();
      if (rows.size() < limit) {
        behind = false;
        return;
      }
    }
  }

  /** Starts nothing any more and waits for what runs. */
  synchronized void stop() {
    stopped = true;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
    try {
      while (running > 0 && System.nanoTime() < deadline) {
        wait(100);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Loaded> read(long after, int limit) {
    return jdbc.sql(
            "select "
                + MessageRows.COLUMNS
                + """
                 from outbox_message
                where topic = :topic and position > :after and handled_at is null
                order by position limit :limit
                """)
        .param("topic", topic)
        .param("after", after)
        .param("limit", limit)
        .query(
            (row, number) -> {
              OffsetDateTime retryAt = row.getObject("retry_at", OffsetDateTime.class);
              return new Loaded(
                  MessageRows.message(row, number),
                  new Failure(
                      row.getInt("failures"), retryAt == null ? null : retryAt.toInstant()));
            })
        .list();
  }

  private synchronized void accept(Loaded row) {
    SequencedMessage message = row.message();
    loaded = message.position();
    waiting++;
    String key = message.message().key();
    Deque<SequencedMessage> queue = queues.get(key);
    if (queue != null) {
      queue.add(message);
      return;
    }
    queue = new ArrayDeque<>();
    queue.add(message);
    queues.put(key, queue);
    Instant retryAt = row.failure().retryAt();
    if (row.failure().count() > 0) {
      failures.put(message.position(), row.failure());
    }
    if (retryAt != null && retryAt.isAfter(realTime.now())) {
      later(key, Duration.between(realTime.now(), retryAt).toMillis());
    } else {
      ready.add(key);
    }
  }

  private record Taken(String key, SequencedMessage message) {}

  private synchronized void dispatch() {
    while (!stopped && running < properties.concurrency() && !ready.isEmpty()) {
      List<Taken> taken = new ArrayList<>();
      while (!ready.isEmpty() && taken.size() < Math.max(1, handler.together())) {
        String key = ready.remove();
        Deque<SequencedMessage> queue = queues.get(key);
        if (queue != null) {
          taken.add(new Taken(key, queue.element()));
        }
      }
      if (taken.isEmpty()) {
        return;
      }
      running++;
      Thread.ofVirtual().name("outbox-" + topic).start(() -> handle(taken));
    }
  }

  private void handle(List<Taken> taken) {
    Set<String> handled = new HashSet<>();
    try {
      if (taken.size() == 1 || !together(taken, handled)) {
        for (Taken one : taken) {
          alone(one, handled);
        }
      }
    } finally {
      finished(taken, handled);
    }
  }

  /** True if all of them were handled and noted in one go. */
  private boolean together(List<Taken> taken, Set<String> handled) {
    long started = System.nanoTime();
    try {
      handler.handleTogether(taken.stream().map(Taken::message).toList());
      marks.handled(taken.stream().map(one -> one.message().position()).toList());
    } catch (Throwable failure) {
      LOG.debug("{} messages of {} are handled one by one now", taken.size(), topic, failure);
      return false;
    }
    taken.forEach(
        one -> {
          handled.add(one.key());
          measure(started);
        });
    return true;
  }

  private void alone(Taken one, Set<String> handled) {
    long started = System.nanoTime();
    try {
      handler.handle(one.message());
      marks.handled(List.of(one.message().position()));
      handled.add(one.key());
      measure(started);
    } catch (Throwable failure) {
      // Also errors: whatever a handler does, its key must be tried again.
      failed(one.key(), one.message(), failure);
    }
  }

  private void measure(long started) {
    Timer.builder("medley.outbox.handled")
        .tag("topic", topic)
        .register(meters)
        .record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
  }

  private synchronized void finished(List<Taken> taken, Set<String> handled) {
    running--;
    for (Taken one : taken) {
      Deque<SequencedMessage> queue = queues.get(one.key());
      if (handled.contains(one.key()) && queue != null) {
        waiting--;
        failures.remove(queue.remove().position());
        if (queue.isEmpty()) {
          queues.remove(one.key());
        } else {
          ready.add(one.key());
        }
      }
    }
    notifyAll();
    dispatch();
  }

  private void failed(String key, SequencedMessage message, Throwable failure) {
    int count;
    synchronized (this) {
      Failure before = failures.get(message.position());
      count = (before == null ? 0 : before.count()) + 1;
      failures.put(message.position(), new Failure(count, null));
    }
    meters.counter("medley.outbox.failed", "topic", topic).increment();
    long wait = properties.retryAfter(count).toMillis();
    if (count == 1 || count % 10 == 0) {
      LOG.warn(
          "{} {} (position {}) failed {} time(s), next try in {} ms: {}",
          topic,
          key,
          message.position(),
          count,
          wait,
          failure.toString(),
          failure instanceof Outage ? null : failure);
    }
    try {
      markFailed(message.position(), count, wait, failure);
    } catch (RuntimeException outage) {
      LOG.debug("The failure could not be noted; it is retried all the same", outage);
    }
    later(key, wait);
  }

  private void later(String key, long millis) {
    try {
      var _ =
          timer.schedule(
              () -> {
                synchronized (this) {
                  ready.add(key);
                }
                dispatch();
              },
              millis,
              TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopping) {
      LOG.debug("Stopping; {} {} is tried again after the next start", topic, key);
    }
  }

  private void markFailed(long position, int count, long wait, Throwable failure) {
    String text = failure.toString();
    transactions.executeWithoutResult(
        status ->
            jdbc.sql(
                    """
                    update outbox_message
                    set failures = :count, retry_at = :retryAt, last_failure = :failure
                    where position = :position and handled_at is null
                    """)
                .param("count", count)
                .param("retryAt", realTime.now().plusMillis(wait).atOffset(ZoneOffset.UTC))
                .param("failure", text.substring(0, Math.min(text.length(), 1_000)))
                .param("position", position)
                .update());
  }

  /** Topics of several handlers, one relay each. */
  static Map<String, OutboxHandler> byTopic(List<OutboxHandler> handlers) {
    Map<String, OutboxHandler> byTopic = new HashMap<>();
    for (OutboxHandler handler : new ArrayList<>(handlers)) {
      for (String topic : handler.topics()) {
        OutboxHandler other = byTopic.put(topic, handler);
        if (other != null) {
          throw new IllegalStateException(
              "Topic %s has two handlers: %s and %s"
                  .formatted(topic, other.getClass().getName(), handler.getClass().getName()));
        }
      }
    }
    return Map.copyOf(byTopic);
  }
}
