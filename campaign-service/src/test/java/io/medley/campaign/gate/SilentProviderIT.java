package io.medley.campaign.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.campaign.touch.Outcome;
import io.medley.campaign.touch.Reason;
import io.medley.campaign.touch.TouchCommand;
import io.medley.campaign.touch.TouchDecision;
import io.medley.campaign.touch.TouchGate;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** The connection to the mail server breaks in the middle of a message. */
class SilentProviderIT {

  private GateBench bench;
  private CuttingProxy proxy;
  private ConfigurableApplicationContext sender;

  @BeforeEach
  void start() {
    bench = new GateBench();
    bench.approved("Announcement");
    proxy = new CuttingProxy(bench.smtpPort());
    sender =
        bench.start(
            Map.of(
                "medley.smtp.port",
                Integer.toString(proxy.port()),
                "medley.background.enabled",
                "false"),
            null);
  }

  @AfterEach
  void stop() throws IOException {
    sender.close();
    proxy.close();
    bench.close();
  }

  @Test
  void shouldFindAtTheProviderWhatItTookWithoutAnswering() {
    TouchCommand command = bench.command(bench.hcp());
    proxy.next(CuttingProxy.Loses.THE_ANSWER);

    TouchDecision decision = sender.getBean(TouchGate.class).touch(command);

    assertThat(decision.reason()).isEqualTo(Reason.SEND_IN_PROGRESS);
    awaitOutcome(command, Outcome.SENT);
    assertThat(proxy.cuts()).isEqualTo(1);
    assertThat(bench.mails(command.sendKey())).hasSize(1);
  }

  @Test
  void shouldSendAgainWhatTheProviderNeverHad() {
    TouchCommand command = bench.command(bench.hcp());
    proxy.next(CuttingProxy.Loses.THE_MESSAGE);

    TouchDecision decision = sender.getBean(TouchGate.class).touch(command);

    assertThat(decision.reason()).isEqualTo(Reason.SEND_IN_PROGRESS);
    awaitOutcome(command, Outcome.SENT);
    assertThat(proxy.cuts()).isEqualTo(1);
    assertThat(bench.mails(command.sendKey())).hasSize(1);
  }

  @Test
  void shouldHoldAndGiveTheCapBackWhenTheServerIsNotThere() throws IOException {
    TouchCommand command = bench.command(bench.hcp());
    proxy.close();

    TouchDecision decision = sender.getBean(TouchGate.class).touch(command);

    assertThat(decision.reason()).isEqualTo(Reason.PROVIDER_UNAVAILABLE);
    assertThat(bench.state(command.sendKey())).isEqualTo("REVOKED");
    assertThat(bench.gate().touch(command).outcome()).isEqualTo(Outcome.SENT);
    assertThat(bench.mails(command.sendKey())).hasSize(1);
  }

  private void awaitOutcome(TouchCommand command, Outcome outcome) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> bench.gate().touch(command).outcome() == outcome);
  }
}
