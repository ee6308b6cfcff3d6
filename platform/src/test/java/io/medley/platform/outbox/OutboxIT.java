package io.medley.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.medley.platform.TestDatabase;
import io.medley.platform.jdbc.AdvisoryLocks;
import io.medley.platform.jdbc.TestLocks;
import io.medley.platform.time.RealTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class OutboxIT {

  private static final OutboxProperties FAST =
      new OutboxProperties(
          Duration.ofMillis(200),
          4,
          100,
          Duration.ofMillis(50),
          Duration.ofMillis(200),
          Duration.ofSeconds(60));

  private final TestDatabase database = TestDatabase.create();
  private final AdvisoryLocks locks = TestLocks.of(database);
  private final OutboxSequencer sequencer =
      new OutboxSequencer(database.jdbc(), locks, database.transactions());
  private final Outbox outbox = new JdbcOutbox(database.jdbc(), RealTime.system());
  private final News news = new News();
  private final ChangeFeed feed = new JdbcChangeFeed(database.jdbc(), news);
  private final List<OutboxRelay> relays = new ArrayList<>();

  @AfterEach
  void close() {
    relays.forEach(OutboxRelay::stop);
    database.close();
  }

  @Test
  void shouldGivePositionsInTheOrderOfCommitsNotOfRows() throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch mayCommit = new CountDownLatch(1);
    CompletableFuture<Void> slow =
        CompletableFuture.runAsync(
            () ->
                database
                    .transactions()
                    .executeWithoutResult(
                        status -> {
                          outbox.append("t", "slow", "first row, last commit");
                          written.countDown();
                          awaitLatch(mayCommit);
                        }));
    assertThat(written.await(10, TimeUnit.SECONDS)).isTrue();
    append("t", "fast", "second row, first commit");

    sequencer.run();
    ChangeFeed.FeedPage before = feed.read(Set.of("t"), 0, 10);
    mayCommit.countDown();
    slow.get(10, TimeUnit.SECONDS);
    sequencer.run();
    ChangeFeed.FeedPage after = feed.read(Set.of("t"), before.next(), 10);

    assertThat(before.messages()).extracting(m -> m.message().key()).containsExactly("fast");
    assertThat(after.messages()).extracting(m -> m.message().key()).containsExactly("slow");
    assertThat(after.messages().getFirst().position())
        .isGreaterThan(before.messages().getFirst().position());
    List<String> byRow =
        database
            .jdbc()
            .sql("select key from outbox_message order by row_id")
            .query(String.class)
            .list();
    assertThat(byRow).containsExactly("slow", "fast");
  }

  @Test
  void shouldNotShowWhatRolledBackNorRepeatAnId() {
    UUID id = UUID.randomUUID();
    database
        .transactions()
        .executeWithoutResult(
            status -> {
              outbox.append("t", "k", "never");
              status.setRollbackOnly();
            });
    for (int i = 0; i < 2; i++) {
      database
          .transactions()
          .executeWithoutResult(status -> outbox.append(id, "t", "k", Map.of("n", 1)));
    }

    sequencer.run();

    assertThat(feed.read(Set.of("t"), 0, 10).messages())
        .singleElement()
        .satisfies(m -> assertThat(m.message().id()).isEqualTo(id));
  }

  @Test
  void shouldRefuseToAppendOutsideATransaction() {
    assertThatThrownBy(() -> outbox.append("t", "k", "alone"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldReadTheFeedPageByPageAndSkipOtherTopics() {
    for (int i = 0; i < 5; i++) {
      append("wanted", "k", i);
      append("other", "k", i);
    }
    sequencer.run();

    ChangeFeed.FeedPage first = feed.read(Set.of("wanted"), 0, 3);
    ChangeFeed.FeedPage second = feed.read(Set.of("wanted"), first.next(), 3);

    assertThat(first.messages()).hasSize(3);
    assertThat(first.last()).isFalse();
    assertThat(second.messages()).hasSize(2);
    assertThat(second.last()).isTrue();
    assertThat(second.next()).isEqualTo(10);
    assertThat(feed.read(Set.of("wanted"), second.next(), 3).last()).isTrue();
  }

  @Test
  void shouldWakeWhoWaitsForNewsAtOnce() throws Exception {
    relay(Set.of(), message -> {});
    CompletableFuture<Boolean> waiting =
        CompletableFuture.supplyAsync(() -> feed.awaitNews(0, Duration.ofSeconds(20)));
    append("feed", "k", 1);

    assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(feed.awaitNews(feed.newest(), Duration.ofMillis(50))).isFalse();
  }

  @Test
  void shouldHandleEachMessageOutsideAnyTransactionAndInOrderPerKey() {
    Map<String, List<Integer>> seen = new ConcurrentHashMap<>();
    AtomicBoolean inTransaction = new AtomicBoolean();
    for (int i = 0; i < 200; i++) {
      append("t", "key-" + i % 7, i);
    }

    relay(
        Set.of("t"),
        message -> {
          if (TransactionSynchronizationManager.isActualTransactionActive()) {
            inTransaction.set(true);
          }
          seen.computeIfAbsent(message.message().key(), key -> new CopyOnWriteArrayList<>())
              .add(message.message().payload().asInt());
        });

    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> seen.values().stream().mapToInt(List::size).sum() == 200);
    assertThat(inTransaction).isFalse();
    assertThat(seen.values()).allSatisfy(values -> assertThat(values).isSorted());
    await().atMost(10, TimeUnit.SECONDS).until(() -> lag().unhandled() == 0);
  }

  @Test
  void shouldLetAFailingMessageHoldBackOnlyItsOwnKey() {
    AtomicInteger tries = new AtomicInteger();
    AtomicBoolean healed = new AtomicBoolean();
    List<String> handled = new CopyOnWriteArrayList<>();
    relay(
        Set.of("t"),
        message -> {
          String text = message.message().payload().asString();
          if (text.equals("bad") && !healed.get()) {
            tries.incrementAndGet();
            throw new IllegalStateException("not yet");
          }
          handled.add(text);
        });
    append("t", "sick", "bad");
    append("t", "sick", "behind the bad one");
    append("t", "well", "fine");

    await().atMost(10, TimeUnit.SECONDS).until(() -> tries.get() >= 3);
    assertThat(handled).containsExactly("fine");
    assertThat(lag().failing()).isEqualTo(1);
    healed.set(true);

    await()
        .atMost(10, TimeUnit.SECONDS)
        .untilAsserted(
            () -> assertThat(handled).containsExactly("fine", "bad", "behind the bad one"));
  }

  @Test
  void shouldHandleAgainWhatAnUncleanStopLeftUnnoted() {
    append("t", "k", 1);
    AtomicInteger handled = new AtomicInteger();
    OutboxRelay first = relay(Set.of("t"), message -> handled.incrementAndGet());
    await().atMost(10, TimeUnit.SECONDS).until(() -> lag().unhandled() == 0);
    first.stop();
    database.asOwner().sql("update outbox_message set handled_at = null").update();

    relay(Set.of("t"), message -> handled.incrementAndGet());

    await().atMost(10, TimeUnit.SECONDS).until(() -> handled.get() == 2);
  }

  @Test
  void shouldLetOnlyOneOfSeveralInstancesWorkAndAnotherTakeOver() {
    List<Integer> handled = new CopyOnWriteArrayList<>();
    OutboxRelay first = relay(Set.of("t"), m -> handled.add(m.message().payload().asInt()));
    await().atMost(10, TimeUnit.SECONDS).until(first::leading);
    OutboxRelay second = relay(Set.of("t"), m -> handled.add(m.message().payload().asInt()));
    for (int i = 0; i < 20; i++) {
      append("t", "k", i);
    }
    await().atMost(10, TimeUnit.SECONDS).until(() -> handled.size() == 20);
    assertThat(second.leading()).isFalse();

    first.stop();
    append("t", "k", 20);

    await().atMost(10, TimeUnit.SECONDS).until(() -> handled.size() == 21);
    assertThat(second.leading()).isTrue();
    assertThat(handled).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void shouldReconnectWhenItsConnectionIsCut() {
    List<Integer> handled = new CopyOnWriteArrayList<>();
    OutboxRelay relay = relay(Set.of("t"), m -> handled.add(m.message().payload().asInt()));
    await().atMost(10, TimeUnit.SECONDS).until(relay::leading);
    database
        .jdbc()
        .sql(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where application_name = 'medley-session' and datname = current_database()
            """)
        .query()
        .listOfRows();
    append("t", "k", 1);

    await().atMost(15, TimeUnit.SECONDS).until(() -> handled.equals(List.of(1)));
  }

  @Test
  void shouldNotLetABacklogBeyondTheWindowStopOtherTopics() {
    List<String> handled = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 150; i++) {
      append("down", "key-" + i, i);
    }
    append("up", "k", 1);
    OutboxHandler down =
        handler(
            Set.of("down"),
            message -> {
              throw new IllegalStateException("away");
            });
    OutboxHandler up = handler(Set.of("up"), message -> handled.add("up"));

    relay(List.of(down, up));

    await().atMost(10, TimeUnit.SECONDS).until(() -> handled.size() == 1);
  }

  private OutboxLag.Lag lag() {
    return new OutboxLag(
            database.jdbc(),
            RealTime.system(),
            new SimpleMeterRegistry(),
            Map.of("t", handler(Set.of("t"), message -> {})))
        .read();
  }

  private void append(String topic, String key, Object payload) {
    database.transactions().executeWithoutResult(status -> outbox.append(topic, key, payload));
  }

  private static OutboxHandler handler(Set<String> topics, Consumer<SequencedMessage> work) {
    return new OutboxHandler() {
      @Override
      public Set<String> topics() {
        return topics;
      }

      @Override
      public void handle(SequencedMessage message) {
        work.accept(message);
      }
    };
  }

  private OutboxRelay relay(Set<String> topics, Consumer<SequencedMessage> work) {
    return relay(List.of(handler(topics, work)));
  }

  private OutboxRelay relay(List<OutboxHandler> handlers) {
    OutboxRelay relay =
        new OutboxRelay(
            database.ownConnections(),
            database.jdbc(),
            database.transactions(),
            sequencer,
            news,
            handlers,
            FAST,
            RealTime.system(),
            new SimpleMeterRegistry());
    relays.add(relay);
    relay.start();
    return relay;
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
