package io.medley.campaign.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.campaign.consent.ConsentSource;
import io.medley.campaign.consent.ConsentStatus;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.touch.Outcome;
import io.medley.campaign.touch.Reason;
import io.medley.campaign.touch.SendKey;
import io.medley.campaign.touch.TouchCommand;
import io.medley.campaign.touch.TouchDecision;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Invariants 1 and 4 under races. */
class RacingTouchesIT {

  private static final int THREADS = 24;

  private GateBench bench;

  @BeforeEach
  void start() {
    bench = new GateBench(Map.of("medley.smtp.places", "64", "medley.touch.place-patience", "30s"));
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void shouldSendOncePerHcpWhenTwoJourneysRaceForACapOfOne() throws Exception {
    bench.approved("Announcement");
    List<HcpId> hcps = bench.hcps(1_000);
    List<Callable<TouchDecision>> touches = new ArrayList<>();
    for (HcpId hcp : hcps) {
      // Neighbours in the list, so that both of a pair run at the same time.
      touches.add(touch(bench.command(hcp, key(), GateBench.capped(7, 1))));
      touches.add(touch(bench.command(hcp, key(), GateBench.capped(7, 1))));
    }

    List<TouchDecision> decisions = run(touches);

    assertThat(decisions).filteredOn(decision -> decision.outcome() == Outcome.SENT).hasSize(1_000);
    assertThat(decisions)
        .filteredOn(decision -> decision.outcome() != Outcome.SENT)
        .allMatch(decision -> decision.reason() == Reason.FREQUENCY_CAP);
    assertThat(bench.mails()).hasSize(1_000);
    assertThat(bench.mails().stream().map(mail -> mail.to().getFirst()).distinct()).hasSize(1_000);
  }

  @Test
  void shouldSendOnceWhenTheSameTouchIsAskedForManyTimesAtOnce() throws Exception {
    bench.approved("Announcement");
    TouchCommand command = bench.command(bench.hcp());
    List<Callable<TouchDecision>> touches = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      touches.add(touch(command));
    }

    List<TouchDecision> decisions = run(touches);

    assertThat(decisions)
        .allMatch(
            decision ->
                decision.outcome() == Outcome.SENT || decision.reason() == Reason.SEND_IN_PROGRESS);
    assertThat(bench.mails(command.sendKey())).hasSize(1);
  }

  @Test
  void shouldHandNothingOverAfterAWithdrawalWasAcknowledged() throws Exception {
    ContentServiceStub.Piece piece = bench.approved("Announcement");

    Raced raced = race(() -> bench.content().withdraw(piece));

    assertThat(raced.decisions())
        .allMatch(
            decision ->
                decision.outcome() == Outcome.SENT
                    || decision.reason() == Reason.CONTENT_WITHDRAWN
                    || decision.reason() == Reason.APPROVAL_STATE_UNKNOWN);
    assertThat(raced.decisions()).anyMatch(d -> d.reason() == Reason.CONTENT_WITHDRAWN);
    noneAfter(raced.acknowledged());
  }

  @Test
  void shouldHandNothingOverAfterAnAcknowledgementThatWaitedForASenderWhosePollerStands()
      throws Exception {
    ContentServiceStub.Piece piece = bench.approved("Announcement");

    Raced raced =
        race(
            () -> {
              bench.poller(false);
              return bench.content().withdraw(piece);
            });

    // The lease ran out before the acknowledgement: from then on everything was held.
    assertThat(raced.decisions()).anyMatch(d -> d.reason() == Reason.APPROVAL_STATE_UNKNOWN);
    noneAfter(raced.acknowledged());
  }

  @Test
  void shouldHandNothingOverAfterAnAcknowledgementThatWaitedForASenderThatIsCutOff()
      throws Exception {
    ContentServiceStub.Piece piece = bench.approved("Announcement");

    Raced raced =
        race(
            () -> {
              bench.content().cutOff(true);
              return bench.content().withdraw(piece);
            });

    assertThat(raced.decisions())
        .anyMatch(
            d ->
                d.reason() == Reason.APPROVAL_STATE_UNKNOWN
                    || d.reason() == Reason.CATALOG_UNAVAILABLE);
    noneAfter(raced.acknowledged());
    bench.content().cutOff(false);
    bench.awaitKnown(piece, "WITHDRAWN");
  }

  @Test
  void shouldNotDeadlockWhateverIsWrittenAtOnce() throws Exception {
    List<ContentServiceStub.Piece> pieces = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      pieces.add(bench.approved("Piece " + i));
    }
    List<HcpId> hcps = bench.hcps(10);
    AtomicBoolean over = new AtomicBoolean();
    // Many states change on every page while the same HCPs are touched, consent and re-consent.
    Thread changes =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (!over.get()) {
                    for (ContentServiceStub.Piece piece : pieces.reversed()) {
                      bench.content().approve(piece);
                    }
                  }
                });
    List<Callable<TouchDecision>> work = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      HcpId hcp = hcps.get(i % hcps.size());
      ConsentStatus status = i % 4 == 1 ? ConsentStatus.WITHDRAWN : ConsentStatus.GRANTED;
      work.add(
          () -> {
            bench
                .consents()
                .record(
                    hcp,
                    "EMAIL",
                    Consents.PROMOTION,
                    status,
                    Instant.now(),
                    ConsentSource.OPERATOR,
                    "test",
                    GateBench.TESTER);
            return bench.gate().touch(bench.command(hcp));
          });
    }

    // A deadlock would surface as an exception of the one that PostgreSQL chose to fail.
    List<TouchDecision> decisions = run(work);
    over.set(true);
    changes.join();

    assertThat(decisions).hasSize(300).anyMatch(decision -> decision.outcome() == Outcome.SENT);
    assertThat(deadlocks()).isZero();
  }

  private long deadlocks() {
    return bench
        .sql()
        .sql("select deadlocks from pg_stat_database where datname = current_database()")
        .query(Long.class)
        .single();
  }

  private record Raced(List<TouchDecision> decisions, Instant acknowledged) {}

  /** 500 touches, with a withdrawal in the middle. */
  private Raced race(Callable<ContentServiceStub.Acknowledged> withdrawal) throws Exception {
    List<HcpId> hcps = bench.hcps(500);
    AtomicInteger begun = new AtomicInteger();
    List<Callable<TouchDecision>> touches = new ArrayList<>();
    AtomicBoolean acknowledged = new AtomicBoolean();
    for (HcpId hcp : hcps) {
      TouchCommand command = bench.command(hcp);
      touches.add(
          () -> {
            // The last hundred come after the acknowledgement, whatever the machine's speed.
            if (begun.incrementAndGet() > 400) {
              Awaitility.await().atMost(Duration.ofSeconds(60)).untilTrue(acknowledged);
            }
            return bench.gate().touch(command);
          });
    }
    try (ExecutorService one = Executors.newSingleThreadExecutor()) {
      Future<Instant> at =
          one.submit(
              () -> {
                Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> begun.get() > 150);
                Instant acknowledgedAt = withdrawal.call().at();
                acknowledged.set(true);
                return acknowledgedAt;
              });
      List<TouchDecision> decisions = run(touches);
      assertThat(decisions).anyMatch(decision -> decision.outcome() == Outcome.SENT);
      return new Raced(decisions, at.get());
    }
  }

  private void noneAfter(Instant acknowledged) {
    long handedOver =
        bench
            .sql()
            .sql("select count(*) from send where handing_over_at > :at")
            .param("at", Timestamp.from(acknowledged))
            .query(Long.class)
            .single();
    assertThat(handedOver).as("handed over after the acknowledgement").isZero();
    assertThat(bench.mails())
        .as("mails after the acknowledgement")
        .noneMatch(mail -> mail.receivedAt().isAfter(acknowledged));
  }

  private Callable<TouchDecision> touch(TouchCommand command) {
    return () -> bench.gate().touch(command);
  }

  private static SendKey key() {
    return new SendKey(UUID.randomUUID(), "announce", 1);
  }

  private static List<TouchDecision> run(List<Callable<TouchDecision>> touches) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<TouchDecision>> futures = touches.stream().map(threads::submit).toList();
      List<TouchDecision> decisions = new ArrayList<>();
      for (Future<TouchDecision> future : futures) {
        decisions.add(future.get());
      }
      return decisions;
    }
  }
}
