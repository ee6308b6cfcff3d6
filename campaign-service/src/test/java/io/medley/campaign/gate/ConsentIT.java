package io.medley.campaign.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.campaign.consent.ConsentAsking;
import io.medley.campaign.consent.ConsentEntry;
import io.medley.campaign.consent.ConsentRefusal;
import io.medley.campaign.consent.ConsentRequest;
import io.medley.campaign.consent.ConsentRequests;
import io.medley.campaign.consent.ConsentSource;
import io.medley.campaign.consent.ConsentStatus;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.touch.Outcome;
import io.medley.campaign.touch.Reason;
import io.medley.campaign.touch.TouchDecision;
import io.medley.local.mail.ReceivedMail;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Asking, confirming, withdrawing and expiring, with a real ledger and real mails. */
class ConsentIT {

  private static GateBench bench;

  @BeforeAll
  static void start() {
    bench = new GateBench();
  }

  @AfterAll
  static void stop() {
    bench.close();
  }

  @Test
  void shouldCountAConsentOnlyOnceTheHcpConfirmedItByMail() throws IOException {
    HcpId hcp = bench.hcp("DE", "de-DE", "Europe/Berlin", "");

    ConsentRequest request = ask(hcp);

    assertThat(status(hcp)).isEqualTo(ConsentStatus.PENDING);
    assertThat(bench.consents().validAt(hcp, "EMAIL", now())).isFalse();
    String mail = Files.readString(mail(request).file());
    assertThat(mail).contains("Auto-Submitted: auto-generated").doesNotContain("<img");

    asking().open(request.id());
    assertThat(status(hcp)).as("looking confirms nothing").isEqualTo(ConsentStatus.PENDING);

    asking().confirm(request.id());
    asking().confirm(request.id());

    ConsentEntry granted =
        bench.consents().asOf(hcp, "EMAIL", Consents.PROMOTION, now()).orElseThrow();
    assertThat(granted.status()).isEqualTo(ConsentStatus.GRANTED);
    assertThat(granted.source()).isEqualTo(ConsentSource.HCP);
    assertThat(granted.textVersion()).isEqualTo("email-promotion-1");
    assertThat(granted.evidence()).contains(request.id().toString());
    assertThat(bench.consents().history(hcp))
        .extracting(ConsentEntry::status)
        .containsExactly(ConsentStatus.GRANTED, ConsentStatus.PENDING);
  }

  @Test
  void shouldSendNothingWhileAConsentWaitsForConfirmation() {
    bench.approved("Waiting");
    HcpId hcp = bench.hcp("GB", "en-GB", "Europe/London", "");
    ask(hcp);

    TouchDecision decision = bench.touch(hcp);

    assertThat(decision.outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(decision.reason()).isEqualTo(Reason.CONSENT_MISSING);
  }

  @Test
  void shouldKeepAStandingConsentWhileItsRenewalWaits() {
    HcpId hcp = bench.hcp();

    ask(hcp);

    assertThat(bench.consents().validAt(hcp, "EMAIL", now())).isTrue();
  }

  @Test
  void shouldNotFloodAMailbox() {
    HcpId hcp = bench.hcp("GB", "en-GB", "Europe/London", "");
    ask(hcp);

    assertThatThrownBy(() -> ask(hcp)).isInstanceOf(ConsentRefusal.AskedLately.class);
  }

  @Test
  void shouldLetALaterNoStandAgainstAnOldLink() {
    HcpId hcp = bench.hcp("GB", "en-GB", "Europe/London", "");
    ConsentRequest request = ask(hcp);
    bench.clock().forward(Duration.ofSeconds(1));
    bench.withdrawConsent(hcp);

    asking().confirm(request.id());

    assertThat(status(hcp)).isEqualTo(ConsentStatus.WITHDRAWN);
  }

  @Test
  void shouldAnswerForAnyInstantAndEndByItself() {
    HcpId hcp = bench.hcp("GB", "en-GB", "Europe/London", "");
    Instant granted = now();
    Instant expires = granted.plus(Duration.ofDays(30));
    bench
        .consents()
        .record(
            new Consents.Draft(
                hcp,
                "EMAIL",
                Consents.PROMOTION,
                ConsentStatus.GRANTED,
                granted,
                ConsentSource.OPERATOR,
                "signed form",
                expires,
                null),
            GateBench.TESTER);

    assertThat(bench.consents().asOf(hcp, "EMAIL", Consents.PROMOTION, granted.minusSeconds(1)))
        .isEmpty();
    assertThat(bench.consents().validAt(hcp, "EMAIL", expires.minusSeconds(1))).isTrue();
    assertThat(bench.consents().asOf(hcp, "EMAIL", Consents.PROMOTION, expires))
        .map(ConsentEntry::status)
        .contains(ConsentStatus.EXPIRED);
    assertThat(bench.consents().purposes(hcp, "EMAIL", expires)).isEmpty();
  }

  @Test
  void shouldNeverConfirmForSomebodyWhoWasErased() {
    HcpId hcp = bench.hcp("GB", "en-GB", "Europe/London", "");
    ConsentRequest request = ask(hcp);
    bench.hcps().erase(hcp, GateBench.TESTER);

    assertThatThrownBy(() -> asking().confirm(request.id()))
        .isInstanceOf(ConsentRefusal.LinkNotOurs.class);
    assertThatThrownBy(() -> asking().confirm(UUID.randomUUID()))
        .isInstanceOf(ConsentRefusal.LinkNotOurs.class);
  }

  @Test
  void shouldKeepTheNewestWordWherePeopleAreFound() {
    HcpId hcp = bench.hcp();
    ask(hcp);

    assertThat(projected(hcp)).containsExactly("GRANTED");

    bench.withdrawConsent(hcp);

    assertThat(projected(hcp)).containsExactly("WITHDRAWN");
  }

  private static List<String> projected(HcpId hcp) {
    return bench
        .sql()
        .sql("select status from consent_current where hcp_id = :hcp and channel = 'EMAIL'")
        .param("hcp", hcp.value())
        .query(String.class)
        .list();
  }

  private static ConsentRequest ask(HcpId hcp) {
    return asking().ask(hcp, "EMAIL", Consents.PROMOTION, ConsentSource.HCP, GateBench.TESTER);
  }

  private static ReceivedMail mail(ConsentRequest request) {
    String messageId = "consent-" + request.id() + "@send.medley.example";
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                bench.bean(ConsentRequests.class).find(request.id()).orElseThrow().mailedAt()
                    != null);
    return bench.mails().stream()
        .filter(mail -> mail.messageId().equals(messageId))
        .findFirst()
        .orElseThrow();
  }

  private static ConsentStatus status(HcpId hcp) {
    return bench.consents().asOf(hcp, "EMAIL", Consents.PROMOTION, now()).orElseThrow().status();
  }

  private static ConsentAsking asking() {
    return bench.bean(ConsentAsking.class);
  }

  private static Instant now() {
    return bench.clock().instant();
  }
}
