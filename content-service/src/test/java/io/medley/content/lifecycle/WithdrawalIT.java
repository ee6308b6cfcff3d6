package io.medley.content.lifecycle;

import static io.medley.content.Pieces.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.medley.content.ContentServers;
import io.medley.content.OnServers;
import io.medley.content.Pieces;
import io.medley.content.asset.AssetId;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.asset.VersionState;
import io.medley.content.catalog.Catalog;
import io.medley.content.catalog.CatalogCriteria;
import io.medley.platform.outbox.ChangeFeed;
import io.medley.platform.security.AuthorityMissing;
import io.medley.platform.time.RealTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Invariant 1 at its source: nothing is handed over after an acknowledged withdrawal, whatever the
 * senders do.
 */
@OnServers
class WithdrawalIT {

  @Autowired Pieces pieces;
  @Autowired Publishing publishing;
  @Autowired Withdrawing withdrawing;
  @Autowired ApprovalFeed feed;
  @Autowired Approvals approvals;
  @Autowired PieceFacetsReading facets;
  @Autowired Recalls recalls;
  @Autowired FeedSenders senders;
  @Autowired AssetVersions versions;
  @Autowired Catalog catalog;
  @Autowired ChangeFeed changes;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;
  @Autowired Clock clock;
  @Autowired RealTime realTime;

  private final List<FakeSender> started = new ArrayList<>();

  @BeforeEach
  void people() {
    pieces.grantEverybodyTheirPart();
    // Senders of other tests hold nothing up.
    ContentServers.asOwner().sql("truncate feed_sender").update();
  }

  @AfterEach
  void stopSenders() {
    started.forEach(FakeSender::stop);
  }

  @Test
  void shouldAcknowledgeAtOnceWhenNobodySends() {
    VersionId version = live("Nobody sends");

    Recall.Outcome outcome = withdraw(version);

    assertThat(outcome.recall().acknowledgedAt()).isNotNull();
    assertThat(outcome.recall().inDoubt()).isZero();
    assertThat(approvals.find(version).orElseThrow().state()).isEqualTo(ApprovalState.WITHDRAWN);
    assertThat(versions.require(version).state()).isEqualTo(VersionState.WITHDRAWN);
  }

  @Test
  void shouldWaitForEverySenderAndReportWhatStaysInDoubt() {
    VersionId version = live("Three senders");
    FakeSender quick = sender("quick", Duration.ZERO, 0);
    FakeSender doubtful = sender("doubtful", Duration.ZERO, 2);
    FakeSender slow = sender("slow", Duration.ofMillis(1500), 0);
    List.of(quick, doubtful, slow).forEach(sender -> sender.awaitLease());

    Recall.Outcome outcome = withdraw(version);

    assertThat(outcome.recall().acknowledgedAt()).isNotNull();
    assertThat(outcome.recall().inDoubt()).isEqualTo(2);
    assertThat(outcome.senders())
        .extracting(Recall.Acknowledgement::how)
        .containsOnly(Recall.How.PASSED);
    assertThat(List.of(quick, doubtful, slow))
        .allSatisfy(sender -> assertThat(sender.mayServe(version)).isFalse());
  }

  @Test
  void shouldNotBeHeldUpLongerThanItsLeaseByASenderThatIsCutOff() {
    VersionId version = live("One is cut off");
    FakeSender alive = sender("alive", Duration.ZERO, 0);
    FakeSender cutOff = sender("cut-off", Duration.ZERO, 0);
    alive.awaitLease();
    cutOff.awaitLease();
    cutOff.stop();
    Instant lease = cutOff.leaseUntil();

    Recall.Outcome outcome = withdraw(version);

    assertThat(outcome.recall().acknowledgedAt()).isNotNull();
    assertThat(outcome.senders())
        .extracting(Recall.Acknowledgement::sender, Recall.Acknowledgement::how)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(alive.id, Recall.How.PASSED),
            org.assertj.core.groups.Tuple.tuple(cutOff.id, Recall.How.LEASE_RAN_OUT));
    assertThat(realTime.now()).as("it was not acknowledged during the lease").isAfter(lease);
  }

  @Test
  void shouldStopRenewingTheLeaseOfASenderThatIsShownAWithdrawalAndDoesNotPassIt() {
    VersionId version = live("One reads and does not act");
    String deaf = "deaf-" + UUID.randomUUID();
    long before = changes.newest();
    assertThat(feed.read(deaf, before, 0, 500, Duration.ZERO).last()).isTrue();
    AtomicBoolean asking = new AtomicBoolean(true);
    List<Boolean> renewed = new ArrayList<>();
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      Future<?> loop =
          threads.submit(
              () -> {
                while (asking.get()) {
                  ApprovalFeed.Page page = feed.read(deaf, before, 0, 500, Duration.ofMillis(100));
                  synchronized (renewed) {
                    renewed.add(page.last());
                  }
                }
              });

      Recall.Outcome outcome = withdraw(version);

      asking.set(false);
      assertThat(loop).succeedsWithin(Duration.ofSeconds(5));
      assertThat(outcome.recall().acknowledgedAt()).isNotNull();
      assertThat(outcome.senders().getFirst().how()).isEqualTo(Recall.How.LEASE_RAN_OUT);
      assertThat(renewed.getLast()).isFalse();
    } finally {
      asking.set(false);
      threads.shutdownNow();
    }
    // Once it passes, it is trusted again.
    ApprovalFeed.Page page = feed.read(deaf, before, 0, 500, Duration.ZERO);
    assertThat(feed.read(deaf, page.next(), 0, 500, Duration.ZERO).last()).isTrue();
  }

  @Test
  void shouldRenewNoLeaseBeforeARecallThatIsOpenAlthoughItWasNeverShown() {
    VersionId version = live("One asks late");
    String holding = "holding-" + UUID.randomUUID();
    String late = "late-" + UUID.randomUUID();
    long before = changes.newest();
    assertThat(feed.read(holding, before, 0, 500, Duration.ZERO).last()).isTrue();

    Recall recall = withdrawing.withdraw(version, "Wrong dose", person("cora.coordinator"));
    ContentServers.asOwner()
        .sql(
            "update recall set opened_at = clock_timestamp() - interval '1 second' where version_id = :id")
        .param("id", version.value())
        .update();
    await().until(() -> recalls.find(version, recall.number()).orElseThrow().position() != null);
    ApprovalFeed.Page page = feed.read(late, before, 0, 500, Duration.ZERO);

    assertThat(page.entries()).isNotEmpty();
    assertThat(page.last()).as("a lease nobody would have waited for").isFalse();
    assertThat(withdrawing.outcome(recall, Duration.ofSeconds(10)).recall().acknowledgedAt())
        .isNotNull();
    assertThat(feed.read(late, page.next(), 0, 500, Duration.ZERO).last()).isTrue();
  }

  @Test
  void shouldServeFindAndDownloadNothingFromTheFirstInstant() {
    VersionId version = live("Gone at once");
    AssetVersion piece = versions.require(version);
    FakeSender slow = sender("slow", Duration.ofSeconds(1), 0);
    slow.awaitLease();
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(found("Gone at once")).contains(version));

    Recall recall = withdrawing.withdraw(version, "Wrong dose", person("cora.coordinator"));

    assertThat(approvals.servable(piece.contentHash(), clock.instant())).isEmpty();
    assertThat(found("Gone at once")).doesNotContain(version);
    assertThat(withdrawing.outcome(recall, Duration.ofSeconds(10)).recall().acknowledgedAt())
        .isNotNull();
  }

  @Test
  void shouldResumeFromRowsAfterACrash() {
    VersionId version = live("Crash in between");
    String cutOff = "cut-off-" + UUID.randomUUID();
    feed.read(cutOff, changes.newest(), 0, 500, Duration.ZERO);

    // The request that asked for it dies here; nobody waits for the outcome any more.
    Recall recall = withdrawing.withdraw(version, "Wrong dose", person("cora.coordinator"));
    assertThat(approvals.find(version).orElseThrow().state()).isEqualTo(ApprovalState.WITHDRAWING);

    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () ->
                assertThat(approvals.find(version).orElseThrow().state())
                    .isEqualTo(ApprovalState.WITHDRAWN));
    assertThat(recalls.find(version, recall.number()).orElseThrow().acknowledgedAt()).isNotNull();
  }

  @Test
  void shouldCommitALeaseBeforeItReadsThePage() {
    VersionId version = live("Lease before page");
    String id = "watched-" + UUID.randomUUID();
    Instant asked = realTime.now();

    feed.read(id, changes.newest(), 0, 500, Duration.ZERO);

    FeedSender sender =
        senders.all().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    assertThat(sender.leaseUntil()).isAfterOrEqualTo(asked.plus(FeedSender.LEASE));
    assertThat(withdraw(version).recall().acknowledgedAt()).isNotNull();
  }

  @Test
  void shouldNeverLetASenderHandOverAfterTheAcknowledgement() throws Exception {
    VersionId version = live("Race");
    List<FakeSender> racing = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      racing.add(sender("racer-" + i, Duration.ofMillis(50L * i), 0));
    }
    racing.forEach(FakeSender::awaitLease);
    AtomicLong acknowledgedNanos = new AtomicLong(Long.MAX_VALUE);
    ConcurrentLinkedQueue<Long> handedOver = new ConcurrentLinkedQueue<>();
    AtomicBoolean sending = new AtomicBoolean(true);
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Future<?>> loops = new ArrayList<>();
      for (FakeSender sender : racing) {
        loops.add(
            threads.submit(
                () -> {
                  while (sending.get()) {
                    if (sender.handOver(version)) {
                      handedOver.add(System.nanoTime());
                    }
                    LockSupport.parkNanos(200_000);
                  }
                }));
      }
      await().atMost(Duration.ofSeconds(5)).until(() -> handedOver.size() > 100);
      // One of them loses its connection at the worst moment.
      racing.get(1).stop();

      Recall.Outcome outcome = withdraw(version);
      acknowledgedNanos.set(System.nanoTime());

      assertThat(outcome.recall().acknowledgedAt()).isNotNull();
      await().pollDelay(Duration.ofMillis(300)).until(() -> true);
      sending.set(false);
      for (Future<?> loop : loops) {
        loop.get();
      }
    } finally {
      sending.set(false);
      threads.shutdownNow();
    }
    assertThat(handedOver).allMatch(at -> at < acknowledgedNanos.get());
  }

  @Test
  void shouldCarryARisingNumberThroughSuspendReinstateAndWithdraw() {
    VersionId version = live("Rising number");
    long from = changes.newest();

    Recall suspended = withdrawing.suspend(version, "Under question", person("cora.coordinator"));
    assertThat(withdrawing.outcome(suspended, Duration.ofSeconds(10)).recall().acknowledgedAt())
        .isNotNull();
    assertThat(withdrawing.reinstate(version, "Answered", person("cora.coordinator")).number())
        .isEqualTo(3);
    withdraw(version);

    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () ->
                assertThat(
                        feed
                            .read("reader-" + UUID.randomUUID(), from, 0, 500, Duration.ZERO)
                            .entries()
                            .stream()
                            .map(ApprovalFeed.Entry::change)
                            .filter(
                                change ->
                                    change.path("versionId").asString().equals(version.toString()))
                            .filter(change -> change.path("number").asLong() > 1)
                            .map(
                                change ->
                                    change.path("number").asLong()
                                        + " "
                                        + change.path("state").asString()))
                    .containsExactly("2 SUSPENDED", "3 LIVE", "4 WITHDRAWING", "5 WITHDRAWN"));
    assertThat(
            feed.read("reader-" + UUID.randomUUID(), from, 0, 500, Duration.ZERO).entries().stream()
                .map(ApprovalFeed.Entry::change)
                .filter(change -> change.path("versionId").asString().equals(version.toString()))
                .map(change -> change.path("facets").path("purpose").asString())
                .distinct())
        .as("whoever asks what a piece is about is told what the feed tells")
        .containsExactly(facets.of(List.of(version)).values().iterator().next().purpose());
  }

  @Test
  void shouldWithdrawOnceWhenTwoAskAtTheSameTime() throws Exception {
    VersionId version = live("Twice");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Recall>> asked = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        asked.add(
            threads.submit(
                () -> withdrawing.withdraw(version, "Twice", person("cora.coordinator"))));
      }
      for (Future<Recall> one : asked) {
        assertThat(one.get().number()).isEqualTo(2);
      }
    }
    assertThat(
            jdbc.sql("select count(*) from recall where version_id = :id")
                .param("id", version.value())
                .query(Long.class)
                .single())
        .isOne();
  }

  @Test
  void shouldAskForTheAuthorityToWithdraw() {
    VersionId version = live("Not everybody");

    assertThatThrownBy(() -> withdrawing.withdraw(version, "Because", person("rob.rep")))
        .isInstanceOf(AuthorityMissing.class);
    assertThat(approvals.find(version).orElseThrow().state()).isEqualTo(ApprovalState.LIVE);
  }

  @Test
  void shouldSupersedeTheOlderVersionInTheTransactionThatPublishesTheNewer() {
    AssetId asset = AssetId.random();
    VersionId older = publish(asset, "0.1", "Older");
    VersionId newer = publish(asset, "1.1", "Newer");

    assertThat(approvals.find(older).orElseThrow().state()).isEqualTo(ApprovalState.SUPERSEDED);
    assertThat(versions.require(older).state()).isEqualTo(VersionState.SUPERSEDED);
    assertThat(approvals.find(newer).orElseThrow().state()).isEqualTo(ApprovalState.LIVE);
  }

  private Recall.Outcome withdraw(VersionId version) {
    Recall recall = withdrawing.withdraw(version, "Wrong dose", person("cora.coordinator"));
    return withdrawing.outcome(recall, Duration.ofSeconds(10));
  }

  private List<VersionId> found(String title) {
    return catalog.search(new CatalogCriteria(title, "", "", "", "", "", "", "", 0)).hits().stream()
        .map(hit -> hit.approval().version())
        .toList();
  }

  private VersionId live(String title) {
    return publish(AssetId.random(), "0.1", title);
  }

  private VersionId publish(AssetId asset, String number, String title) {
    AssetVersion version =
        pieces.aVersion(asset, number, VersionState.APPROVED, "northlight", title, List.of("GB"));
    transaction.executeWithoutResult(
        status ->
            publishing.goLive(
                version,
                new Approval.Proof(UUID.randomUUID(), clock.instant(), List.of()),
                "T1",
                person("sam.signatory")));
    return version.id();
  }

  private FakeSender sender(String name, Duration slowness, int inDoubt) {
    FakeSender sender = new FakeSender(name + "-" + UUID.randomUUID(), slowness, inDoubt);
    started.add(sender);
    sender.start();
    return sender;
  }

  /**
   * Follows the protocol as the other service does: page, cursor and lease together, under one
   * lock.
   */
  private final class FakeSender {
    private final String id;
    private final Duration slowness;
    private final int inDoubt;
    private final java.util.Map<String, String> states = new java.util.HashMap<>();
    private final AtomicBoolean running = new AtomicBoolean(true);
    private long cursor;
    private Instant leaseUntil = Instant.EPOCH;

    FakeSender(String id, Duration slowness, int inDoubt) {
      this.id = id;
      this.slowness = slowness;
      this.inDoubt = inDoubt;
    }

    void start() {
      Thread.ofVirtual().start(this::poll);
    }

    void stop() {
      running.set(false);
    }

    private void poll() {
      while (running.get()) {
        Instant asked = realTime.now();
        ApprovalFeed.Page page = feed.read(id, cursor(), inDoubt, 500, Duration.ofSeconds(1));
        if (!running.get()) {
          return;
        }
        boolean stopped = false;
        synchronized (this) {
          for (ApprovalFeed.Entry entry : page.entries()) {
            String state = entry.change().path("state").asString();
            states.put(entry.change().path("versionId").asString(), state);
            stopped |= !state.equals("LIVE");
          }
          if (page.last()) {
            leaseUntil = asked.plus(FeedSender.LEASE);
          }
        }
        if (stopped && !slowness.isZero()) {
          await().pollDelay(slowness).until(() -> true);
        }
        synchronized (this) {
          cursor = page.next();
        }
      }
    }

    private synchronized long cursor() {
      return cursor;
    }

    synchronized Instant leaseUntil() {
      return leaseUntil;
    }

    synchronized boolean mayServe(VersionId version) {
      return realTime.now().isBefore(leaseUntil) && "LIVE".equals(states.get(version.toString()));
    }

    /**
     * The last gate and the hand-over are one step, as they are under the locks of a real sender.
     */
    synchronized boolean handOver(VersionId version) {
      return mayServe(version);
    }

    void awaitLease() {
      await().atMost(Duration.ofSeconds(10)).until(() -> realTime.now().isBefore(leaseUntil()));
    }
  }
}
