package io.medley.campaign.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.campaign.channel.WebhookEndpoint;
import io.medley.campaign.channel.WebhookEndpoints;
import io.medley.campaign.touch.Contacts;
import io.medley.campaign.touch.Outcome;
import io.medley.campaign.touch.Reason;
import io.medley.campaign.touch.TouchCommand;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A sending process is killed with {@code kill -9} in the middle of a touch. */
class KilledSenderIT {

  private static GateBench bench;
  private static WebhookReceiver receiver;

  @BeforeAll
  static void start() {
    bench = new GateBench(Map.of("medley.webhook.allow-loopback", "true"));
    receiver = new WebhookReceiver();
    bench.approved("Announcement");
    bench.approvedText("Dosing of Zelvaro at a glance.");
    bench.approvedFor("WEBHOOK", "Called");
    bench.approvedFor("PORTAL", "Shown");
    bench
        .bean(WebhookEndpoints.class)
        .add(
            new WebhookEndpoint(
                UUID.randomUUID(),
                "CRM",
                "*",
                URI.create(receiver.url()),
                URI.create(receiver.lookupUrl()),
                1,
                null,
                Instant.now(),
                null));
  }

  @AfterAll
  static void stop() {
    bench.close();
    receiver.close();
  }

  @Test
  void shouldSendExactlyOnceWhenKilledAfterTheClaim() throws Exception {
    TouchCommand command = killedAt(PausePoint.At.CLAIMED);

    awaitState(command, "SENT");

    assertThat(bench.mails(command.sendKey())).hasSize(1);
    assertThat(bench.gate().touch(command).outcome()).isEqualTo(Outcome.SENT);
    assertThat(bench.mails(command.sendKey())).hasSize(1);
  }

  @Test
  void shouldSendExactlyOnceWhenKilledBeforeTheProviderWasCalled() throws Exception {
    TouchCommand command = killedAt(PausePoint.At.HANDING_OVER);

    assertThat(bench.gate().touch(command).reason()).isEqualTo(Reason.SEND_IN_PROGRESS);
    awaitState(command, "SENT");

    // The sink was asked, answered "never seen", and only then it was sent again.
    assertThat(bench.mails(command.sendKey())).hasSize(1);
    assertThat(bench.gate().touch(command).outcome()).isEqualTo(Outcome.SENT);
  }

  @Test
  void shouldNotSendAgainWhenKilledAfterTheProviderTookIt() throws Exception {
    TouchCommand command = killedAt(PausePoint.At.ANSWERED);
    assertThat(bench.mails(command.sendKey())).hasSize(1);

    awaitState(command, "SENT");

    assertThat(bench.mails(command.sendKey())).hasSize(1);
    assertThat(bench.gate().touch(command).outcome()).isEqualTo(Outcome.SENT);
    assertThat(attempts(command)).isEqualTo(1);
  }

  @Test
  void shouldSendATextExactlyOnceWhenKilledBeforeTheProviderWasCalled() throws Exception {
    TouchCommand command =
        killedAt(PausePoint.At.HANDING_OVER, bench.command(bench.reachableHcp(), "SMS"));

    awaitState(command, "SENT");

    assertThat(bench.texts(command.sendKey())).hasSize(1);
    assertThat(bench.gate().touch(command).outcome()).isEqualTo(Outcome.SENT);
    assertThat(attempts(command)).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"HANDING_OVER", "ANSWERED"})
  void shouldCallAWebhookExactlyOnceWhereverItsSenderIsKilled(PausePoint.At at) throws Exception {
    TouchCommand command = killedAt(at, bench.command(bench.reachableHcp(), "WEBHOOK"));

    awaitState(command, "SENT");

    assertThat(receiver.calls(command.sendKey().toString())).hasSize(1);
    assertThat(bench.gate().touch(command).outcome()).isEqualTo(Outcome.SENT);
  }

  @Test
  void shouldGiveAPortalsAnswerBackWhenKilledBeforeItWasGiven() throws Exception {
    TouchCommand command =
        killedAt(PausePoint.At.HANDING_OVER, bench.command(bench.reachableHcp(), "PORTAL"));

    awaitState(command, "REVOKED");

    // Nobody got an answer, so nothing counts, and nothing is answered behind anybody's back.
    assertThat(bench.bean(Contacts.class).bySendKey(command.sendKey())).isEmpty();
    assertThat(attempts(command)).isEqualTo(1);
  }

  @Test
  void shouldSendAtMostOnceWhereTheProviderCannotBeAsked() throws Exception {
    try (GateBench silent = new GateBench(Map.of("medley.mail-lookup.enabled", "false"))) {
      silent.approved("Announcement");
      TouchCommand command = silent.command(silent.hcp());
      try (SenderProcess sender =
          SenderProcess.start(silent, command, PausePoint.At.HANDING_OVER)) {
        sender.awaitStandingStill();
        sender.kill();
      }

      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> assertThat(silent.gate().touch(command).outcome()).isEqualTo(Outcome.UNKNOWN));

      assertThat(silent.mails(command.sendKey())).isEmpty();
      assertThat(silent.state(command.sendKey())).isEqualTo("UNKNOWN");
    }
  }

  @Test
  void shouldNotOvertakeAProcessThatStandsStill() throws Exception {
    TouchCommand command = bench.command(bench.hcp());
    PausePoint pause = new PausePoint(PausePoint.At.CLAIMED);
    try (var other = bench.start(Map.of("medley.background.enabled", "false"), pause)) {
      Thread touching =
          Thread.ofVirtual()
              .start(() -> other.getBean(io.medley.campaign.touch.TouchGate.class).touch(command));
      pause.awaitReached();

      // Several rounds of recovery pass; the paused process still holds its lock.
      Awaitility.await()
          .during(Duration.ofSeconds(2))
          .atMost(Duration.ofSeconds(10))
          .until(() -> bench.state(command.sendKey()).equals("CLAIMED"));
      assertThat(bench.gate().touch(command).reason()).isEqualTo(Reason.SEND_IN_PROGRESS);
      assertThat(bench.mails(command.sendKey())).isEmpty();

      pause.release();
      touching.join();
    }
    assertThat(bench.mails(command.sendKey())).hasSize(1);
  }

  private static TouchCommand killedAt(PausePoint.At at) throws Exception {
    return killedAt(at, bench.command(bench.hcp()));
  }

  private static TouchCommand killedAt(PausePoint.At at, TouchCommand command) throws Exception {
    try (SenderProcess sender = SenderProcess.start(bench, command, at)) {
      sender.awaitStandingStill();
      sender.kill();
    }
    return command;
  }

  private static void awaitState(TouchCommand command, String state) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> bench.state(command.sendKey()).equals(state));
  }

  private static int attempts(TouchCommand command) {
    return bench
        .sql()
        .sql("select attempts from send where send_key = :key")
        .param("key", command.sendKey().toString())
        .query(Integer.class)
        .single();
  }
}
