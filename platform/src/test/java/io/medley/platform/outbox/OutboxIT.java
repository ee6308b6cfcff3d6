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

  private static final String REFUSING_NOTES =
      """
      create function refuse_notes() returns trigger language plpgsql as $$
      begin raise exception 'no'; end $$;
      create trigger refuse_notes before update of handled_at on outbox_message
        for each row when (new.handled_at is not null) execute function refuse_notes();
      """;

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

  @Test
  void shouldHandTogetherWhatWaitsOfSeveralKeysAndKeepTheOrderOfEach() {
    Together together = new Together();
    for (int i = 0; i < 300; i++) {
      append("t", "key-" + i % 40, i);
    }

    relay(List.of(together));

    await().atMost(20, TimeUnit.SECONDS).until(() -> lag().unhandled() == 0);
    assertThat(together.seen.values().stream().mapToInt(List::size).sum()).isEqualTo(300);
    assertThat(together.seen.values()).allSatisfy(values -> assertThat(values).isSorted());
    assertThat(together.largest.get()).isBetween(2, Together.MOST);
    assertThat(together.repeatedKey).as("two of one key at once").isFalse();
  }

  @Test
  void shouldHandleOneByOneWhatFailsTogetherSoThatABadOneDelaysItsOwnKeyOnly() {
    Together together = new Together();
    together.bad = "key-3";
    for (int i = 0; i < 20; i++) {
      append("t", "key-" + i % 10, i);
    }

    relay(List.of(together));

    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> together.seen.values().stream().mapToInt(List::size).sum() >= 18);
    assertThat(together.seen).doesNotContainKey("key-3");
    assertThat(lag().failing()).isEqualTo(1);
    together.bad = "";
    await()
        .atMost(10, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(together.seen.get("key-3")).containsExactly(3, 13));
  }

  @Test
  void shouldHandleAgainInOrderWhatWasHandedOverTogetherWhenItWasKilledBetween() {
    for (int i = 0; i < 200; i++) {
      append("t", "key-" + i % 20, i);
    }
    Together first = new Together();
    OutboxRelay killed = relay(List.of(first));
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> first.seen.values().stream().mapToInt(List::size).sum() >= 60);
    // As a kill leaves it: the lock is gone with the connection, notes of the last moments are
    // lost.
    killed.stop();
    database
        .asOwner()
        .sql(
            """
            update outbox_message set handled_at = null where position > (
              select coalesce(max(position), 0) - 30 from outbox_message
              where handled_at is not null)
            """)
        .update();

    Together second = new Together();
    relay(List.of(second));

    await().atMost(20, TimeUnit.SECONDS).until(() -> lag().unhandled() == 0);
    assertThat(second.seen.values()).allSatisfy(values -> assertThat(values).isSorted());
    for (int i = 0; i < 200; i++) {
      assertThat(
              first.seen.getOrDefault("key-" + i % 20, List.of()).contains(i)
                  || second.seen.getOrDefault("key-" + i % 20, List.of()).contains(i))
          .as("message %d", i)
          .isTrue();
    }
  }

  @Test
  void shouldTryAgainWhatWasHandledWhenTheNoteOfItFails() {
    AtomicInteger handled = new AtomicInteger();
    database.asOwner().sql(REFUSING_NOTES).update();
    append("t", "k", 1);

    relay(Set.of("t"), message -> handled.incrementAndGet());

    await().atMost(10, TimeUnit.SECONDS).until(() -> handled.get() >= 2);
    assertThat(lag().unhandled()).isEqualTo(1);
    database.asOwner().sql("drop trigger refuse_notes on outbox_message").update();
    await().atMost(10, TimeUnit.SECONDS).until(() -> lag().unhandled() == 0);
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

  /** Takes several at once and writes down what it saw. */
  private static final class Together implements OutboxHandler {
    static final int MOST = 16;

    final Map<String, List<Integer>> seen = new ConcurrentHashMap<>();
    final AtomicInteger largest = new AtomicInteger();
    volatile boolean repeatedKey;
    volatile String bad = "";

    @Override
    public Set<String> topics() {
      return Set.of("t");
    }

    @Override
    public int together() {
      return MOST;
    }

    @Override
    public void handle(SequencedMessage message) {
      String key = message.message().key();
      if (key.equals(bad)) {
        throw new IllegalStateException("not yet");
      }
      seen.computeIfAbsent(key, name -> new CopyOnWriteArrayList<>())
          .add(message.message().payload().asInt());
    }

    @Override
    public void handleTogether(List<SequencedMessage> messages) {
      largest.accumulateAndGet(messages.size(), Math::max);
      List<String> keys = messages.stream().map(message -> message.message().key()).toList();
      repeatedKey |= Set.copyOf(keys).size() < keys.size();
      if (keys.contains(bad)) {
        throw new IllegalStateException("not all of them");
      }
      messages.forEach(this::handle);
    }
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
