package io.medley.campaign.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.campaign.channel.Channels;
import io.medley.campaign.consent.ConsentSource;
import io.medley.campaign.consent.ConsentStatus;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpNumbers;
import io.medley.campaign.hcp.PersonalVault;
import io.medley.campaign.touch.Outcome;
import io.medley.campaign.touch.Reason;
import io.medley.campaign.touch.TouchCommand;
import io.medley.campaign.touch.TouchDecision;
import io.medley.campaign.touch.TouchGate;
import io.medley.local.sms.ReceivedSms;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Text messages through the one gate, to a provider that answers over HTTP. */
class TextMessageIT {

  private static GateBench bench;

  @BeforeAll
  static void start() {
    bench = new GateBench();
    bench.approvedText(
        "{{hcp.salutation}}, dosing of Zelvaro at a glance: https://zelvaro.example/d");
  }

  @AfterAll
  static void stop() {
    bench.close();
  }

  @BeforeEach
  void anotherCampaign() {
    bench.anotherCampaign();
    bench.awaitLease();
  }

  @Test
  void shouldSendTheApprovedTextWithWhatTheMarketDemandsAndKeepIt() {
    HcpId hcp = bench.reachableHcp();
    TouchCommand command = bench.command(hcp, "SMS");

    TouchDecision decision = bench.gate().touch(command);

    assertThat(decision.outcome()).isEqualTo(Outcome.SENT);
    ReceivedSms sms = bench.texts(command.sendKey()).getFirst();
    assertThat(sms.to()).isEqualTo(GateBench.number(bench.imported()));
    assertThat(sms.text())
        .isEqualTo(
            "Falwyn Quillerby%d, dosing of Zelvaro at a glance: https://zelvaro.example/d\nhttps://www.zelvaro.example/gb/pi\nReply STOP to end."
                .formatted(bench.imported()));
    assertThat(bench.gate().touch(command)).isEqualTo(decision);
    assertThat(bench.texts(command.sendKey())).hasSize(1);
    byte[] kept =
        bench
            .sql()
            .sql("select sealed from rendered_message where contact_id = :contact")
            .param("contact", decision.contactId())
            .query(byte[].class)
            .single();
    assertThat(
            new String(
                bench.bean(PersonalVault.class).open(hcp, "rendered-message", kept).orElseThrow(),
                StandardCharsets.UTF_8))
        .contains(sms.to(), "Reply STOP to end.");
  }

  @Test
  void shouldSkipAnHcpWithoutANumberAndChooseAnotherChannelForThem() {
    bench.approved("Announcement");
    HcpId hcp = bench.hcp();
    TouchDecision without = bench.gate().touch(bench.command(hcp, "SMS"));
    TouchDecision other =
        bench.gate().touch(bench.command(hcp, "SMS").orThrough(java.util.List.of("EMAIL")));

    assertThat(without.reason()).isEqualTo(Reason.NOT_ELIGIBLE);
    assertThat(bench.contact(other).channel()).isEqualTo("EMAIL");
  }

  @Test
  void shouldSendNothingAfterStopCameBetweenClaimAndHandOver() throws Exception {
    HcpId hcp = bench.reachableHcp();
    TouchCommand command = bench.command(hcp, "SMS");
    PausePoint pause = new PausePoint(PausePoint.At.CLAIMED);
    try (var sender = bench.start(Map.of("medley.background.enabled", "false"), pause)) {
      CompletableFuture<TouchDecision> touch =
          CompletableFuture.supplyAsync(() -> sender.getBean(TouchGate.class).touch(command));
      pause.awaitReached();
      // What an answer STOP does; its reading has a test of its own.
      bench
          .consents()
          .record(
              hcp,
              "SMS",
              Consents.PROMOTION,
              ConsentStatus.WITHDRAWN,
              bench.clock().instant(),
              ConsentSource.HCP,
              "STOP by text message",
              GateBench.TESTER);
      pause.release();

      assertThat(touch.get().reason()).isEqualTo(Reason.CONSENT_WITHDRAWN);
    }
    assertThat(bench.texts(command.sendKey())).isEmpty();
    assertThat(bench.state(command.sendKey())).isEqualTo("REVOKED");
  }

  @Test
  void shouldFindHoldersOfANumberWithoutKeepingItInTheClear() {
    HcpId hcp = bench.reachableHcp();
    String number = GateBench.number(bench.imported());

    assertThat(bench.bean(HcpNumbers.class).holders(number)).containsExactly(hcp);
    assertThat(
            bench
                .sql()
                .sql("select count(*) from hcp_number n where n::text like '%447700%'")
                .query(Long.class)
                .single())
        .isZero();
    bench.hcps().erase(hcp, GateBench.TESTER);
    assertThat(bench.bean(HcpNumbers.class).holders(number)).isEmpty();
  }

  @Test
  void shouldNotUseTheChannelWithoutAProvider() {
    try (var process =
        bench.start(
            Map.of("medley.sms.url", "false", "medley.background.enabled", "false"), null)) {
      assertThat(process.getBean(Channels.class).find("SMS")).isEmpty();
    }
  }
}
