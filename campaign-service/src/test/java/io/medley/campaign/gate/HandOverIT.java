package io.medley.campaign.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.touch.KillSwitches;
import io.medley.campaign.touch.Outcome;
import io.medley.campaign.touch.Reason;
import io.medley.campaign.touch.SendStopping;
import io.medley.campaign.touch.TouchCommand;
import io.medley.campaign.touch.TouchDecision;
import io.medley.campaign.touch.TouchGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What changes between the claim and the hand-over still stops the message. */
class HandOverIT {

  private static GateBench bench;

  @BeforeAll
  static void start() {
    bench = new GateBench();
  }

  @AfterAll
  static void stop() {
    bench.close();
  }

  @BeforeEach
  void beginWithAnotherCampaign() {
    bench.anotherCampaign();
  }

  @Test
  void shouldNotSendWhenConsentIsWithdrawnAfterTheClaim() throws Exception {
    ContentServiceStub.Piece piece = bench.approved("Consent");
    HcpId hcp = bench.hcp();
    TouchCommand command = bench.command(hcp);

    TouchDecision decision = touchedWhile(command, () -> bench.withdrawConsent(hcp));

    assertThat(decision.reason()).isEqualTo(Reason.CONSENT_WITHDRAWN);
    nothingLeft(command);
    bench.content().withdraw(piece);
  }

  @Test
  void shouldNotSendWhenAKillSwitchIsPutOnAfterTheClaim() throws Exception {
    ContentServiceStub.Piece piece = bench.approved("Switch");
    TouchCommand command = bench.command(bench.hcp());

    TouchDecision decision =
        touchedWhile(
            command,
            () ->
                bench
                    .bean(KillSwitches.class)
                    .engage(
                        KillSwitches.Scope.CAMPAIGN,
                        bench.campaign().toString(),
                        "test",
                        GateBench.TESTER));

    assertThat(decision.reason()).isEqualTo(Reason.KILL_SWITCH);
    nothingLeft(command);
    bench.content().withdraw(piece);
  }

  @Test
  void shouldSayWhatHadReachedTheProviderWhenSendingWasStoppedAndHandOverNothingAfter()
      throws Exception {
    ContentServiceStub.Piece piece = bench.approved("Last");
    String campaign = bench.campaign().toString();
    TouchCommand leaving = bench.command(bench.hcp());
    TouchCommand next = bench.command(bench.hcp());
    PausePoint pause = new PausePoint(PausePoint.At.HANDING_OVER);
    try (var process = bench.start(Map.of("medley.touch.hand-over-wait", "300ms"), pause);
        var sender = java.util.concurrent.Executors.newSingleThreadExecutor()) {
      var touched =
          sender.submit(
              () -> process.getBean(io.medley.campaign.touch.TouchGate.class).touch(leaving));
      pause.awaitReached();

      SendStopping.Stopped stopped =
          process
              .getBean(SendStopping.class)
              .stop(KillSwitches.Scope.CAMPAIGN, campaign, "test", GateBench.TESTER);

      assertThat(stopped.underway()).isEqualTo(1);
      assertThat(bench.gate().touch(next).reason()).isEqualTo(Reason.KILL_SWITCH);
      pause.release();
      assertThat(touched.get().outcome()).isEqualTo(Outcome.SENT);
      assertThat(process.getBean(SendStopping.class).settle(KillSwitches.Scope.CAMPAIGN, campaign))
          .isEqualTo(new SendStopping.Stopped(0));
    }
    assertThat(bench.mails(next.sendKey())).isEmpty();
    bench.content().withdraw(piece);
  }

  @Test
  void shouldNotSendAPieceWithdrawnAfterTheClaimButItsSubstitute() throws Exception {
    ContentServiceStub.Piece piece = bench.approved("First");
    List<ContentServiceStub.Piece> second = new ArrayList<>();
    TouchCommand command = bench.command(bench.hcp());

    TouchDecision decision =
        touchedWhile(
            command,
            () -> {
              second.add(bench.approved("Second"));
              bench.content().withdraw(piece);
              assertThat(bench.state(command.sendKey())).isEqualTo("REVOKED");
            });

    assertThat(decision.outcome()).isEqualTo(Outcome.SUBSTITUTED);
    assertThat(bench.mails(command.sendKey())).hasSize(1);
    assertThat(bench.mails(command.sendKey()).getFirst().subject()).isEqualTo("Second");
    // The cap of the revoked claim was given back: one contact counts.
    assertThat(
            bench
                .sql()
                .sql("select state from contact where send_key = :key order by at, state")
                .param("key", command.sendKey().toString())
                .query(String.class)
                .list())
        .containsExactlyInAnyOrder("RELEASED", "CONTACTED");
    second.forEach(bench.content()::withdraw);
  }

  @Test
  void shouldHoldATouchWhosePieceIsSuspendedAfterTheClaimAndSendItOnceReinstated()
      throws Exception {
    ContentServiceStub.Piece piece = bench.approved("Held back");
    TouchCommand command = bench.command(bench.hcp());

    TouchDecision held =
        touchedWhile(
            command,
            () -> {
              bench.content().suspend(piece);
              bench.awaitKnown(piece, "SUSPENDED");
              assertThat(bench.state(command.sendKey())).isEqualTo("REVOKED");
            });

    assertThat(held.outcome()).isEqualTo(Outcome.HELD_UNTIL);
    assertThat(held.reason()).isEqualTo(Reason.CONTENT_WITHDRAWN);
    nothingLeft(command);

    bench.content().approve(piece);
    bench.awaitKnown(piece, "LIVE");
    assertThat(bench.gate().touch(command).outcome()).isEqualTo(Outcome.SENT);
    assertThat(bench.mails(command.sendKey())).hasSize(1);
    bench.content().withdraw(piece);
  }

  /** Claims in another process, lets something happen, and lets it go on. */
  private static TouchDecision touchedWhile(TouchCommand command, Runnable event) throws Exception {
    PausePoint pause = new PausePoint(PausePoint.At.CLAIMED);
    try (var other = bench.start(Map.of("medley.background.enabled", "false"), pause)) {
      Callable<TouchDecision> touch = () -> other.getBean(TouchGate.class).touch(command);
      CompletableFuture<TouchDecision> touched = new CompletableFuture<>();
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  touched.complete(touch.call());
                } catch (Exception e) {
                  touched.completeExceptionally(e);
                }
              });
      pause.awaitReached();
      event.run();
      pause.release();
      return touched.get(60, TimeUnit.SECONDS);
    }
  }

  private static void nothingLeft(TouchCommand command) {
    assertThat(bench.mails(command.sendKey())).isEmpty();
    assertThat(bench.state(command.sendKey())).isEqualTo("REVOKED");
    assertThat(
            bench
                .sql()
                .sql("select count(*) from contact where send_key = :key and state <> 'RELEASED'")
                .param("key", command.sendKey().toString())
                .query(Long.class)
                .single())
        .isZero();
  }
}
