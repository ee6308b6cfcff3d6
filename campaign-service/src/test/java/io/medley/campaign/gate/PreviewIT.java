package io.medley.campaign.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.campaign.consent.ConsentSource;
import io.medley.campaign.consent.ConsentStatus;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.touch.KillSwitches;
import io.medley.campaign.touch.Outcome;
import io.medley.campaign.touch.Previewing;
import io.medley.campaign.touch.Reason;
import io.medley.campaign.touch.TestRefusal;
import io.medley.campaign.touch.TestSending;
import io.medley.campaign.touch.TouchCommand;
import io.medley.local.mail.ReceivedMail;
import io.medley.platform.notification.AddressBook;
import io.medley.platform.security.Actor;
import io.medley.platform.security.AuthorityMissing;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Previews claim nothing, and tests to oneself count nowhere. */
class PreviewIT {

  private static final Actor MIA = new Actor("mia", "Mia", Set.of("MARKETER"), null);
  private static final Actor ROB = new Actor("rob", "Rob", Set.of("REP"), null);

  private static GateBench bench;

  @BeforeAll
  static void start() {
    bench = new GateBench();
    bench.approved("Announcement");
    bench.approvedText("Dosing of Zelvaro at a glance.");
    bench
        .asOwner()
        .sql(
            """
            insert into authority_grant (holder, authority, market, granted_by, granted_at)
            values ('mia', 'CAMPAIGN', 'GB', 'test', now())
            """)
        .update();
    bench
        .bean(AddressBook.class)
        .learn(new AddressBook.Entry("mia", "Mia", "mia@northwind.example", ""));
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
  void shouldShowTheMessageWithWhyAndClaimNothing() {
    HcpId hcp = bench.hcp();
    TouchCommand command = bench.command(hcp);
    Map<String, Long> before = rows();
    int mails = bench.mails().size();

    Previewing.Preview preview = bench.bean(Previewing.class).preview(command);

    assertThat(preview.outcome()).isEqualTo(Outcome.SENT);
    Previewing.Carried carried = Objects.requireNonNull(preview.carried());
    assertThat(Objects.requireNonNull(carried.view()).subject()).isEqualTo("Announcement");
    assertThat(carried.view().html()).contains("Dear Dr Quillerby").doesNotContain("{{");
    assertThat(carried.version().title()).isEqualTo("Announcement");
    assertThat(preview.explanation().get("steps").findValuesAsString("check"))
        .contains("CONSENT", "FREQUENCY_CAP", "CONTENT");
    assertThat(rows()).isEqualTo(before);
    assertThat(bench.mails()).hasSize(mails);
    // The real one afterwards is decided as if nobody had looked.
    assertThat(bench.gate().touch(command).outcome()).isEqualTo(Outcome.SENT);
  }

  @Test
  void shouldShowWhatWouldBeCarriedAlsoWhereItWouldNotBeSent() {
    HcpId hcp = bench.hcp("GB", "en-GB", "Europe/London", "");

    Previewing.Preview preview = bench.bean(Previewing.class).preview(bench.command(hcp));

    assertThat(preview.outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(preview.reason()).isEqualTo(Reason.CONSENT_MISSING);
    assertThat(Objects.requireNonNull(preview.carried()).view()).isNotNull();
  }

  @Test
  void shouldShowATextWithWhatTheMarketDemands() {
    Previewing.Preview preview =
        bench.bean(Previewing.class).preview(bench.command(bench.reachableHcp(), "SMS"));

    assertThat(Objects.requireNonNull(Objects.requireNonNull(preview.carried()).view()).text())
        .contains("https://www.zelvaro.example/gb/pi", "Reply STOP to end.");
  }

  @Test
  void shouldPutNoPictureInWithoutConsentToBeSeen() {
    HcpId quiet = bench.hcp();
    HcpId seen = bench.hcp();
    bench
        .consents()
        .record(
            seen,
            Consents.DATA,
            "PROFILING",
            ConsentStatus.GRANTED,
            bench.clock().instant(),
            ConsentSource.HCP,
            "test",
            GateBench.TESTER);

    assertThat(html(quiet)).doesNotContain("/t/o/").contains("/t/c/");
    assertThat(html(seen)).contains("/t/o/").contains("/t/c/");
  }

  private static String html(HcpId hcp) {
    Previewing.Carried carried =
        Objects.requireNonNull(bench.bean(Previewing.class).preview(bench.command(hcp)).carried());
    return Objects.requireNonNull(Objects.requireNonNull(carried.view()).html());
  }

  @Test
  void shouldSendATestToOneselfOnlyMarkedUntrackedAndUncounted() throws IOException {
    HcpId hcp = bench.hcp();
    TouchCommand command = bench.command(hcp);
    Map<String, Long> before = rows();

    assertThat(bench.bean(TestSending.class).send(command, MIA)).isEqualTo("mia@northwind.example");

    ReceivedMail mail = bench.mails().getLast();
    assertThat(mail.to()).containsExactly("mia@northwind.example");
    assertThat(mail.subject()).isEqualTo("[TEST] Announcement");
    String source = Files.readString(mail.file());
    assertThat(source).contains("X-Medley-Test: yes").doesNotContain("List-Unsubscribe");
    // One line of its own, one in the audit, and nothing else anywhere.
    before.merge("test_send", 1L, Long::sum);
    before.merge("audit_entry", 1L, Long::sum);
    assertThat(rows()).isEqualTo(before);
    // A cap of one still has its room.
    assertThat(
            bench
                .gate()
                .touch(
                    bench.command(
                        hcp,
                        new io.medley.campaign.touch.SendKey(
                            java.util.UUID.randomUUID(), "announce", 1),
                        GateBench.capped(7, 1)))
                .outcome())
        .isEqualTo(Outcome.SENT);
  }

  @Test
  void shouldMailATextToOneselfInsteadOfTextingAnybody() {
    TouchCommand command = bench.command(bench.reachableHcp(), "SMS");

    bench.bean(TestSending.class).send(command, MIA);

    assertThat(bench.mails().getLast().subject()).startsWith("[TEST] SMS");
    assertThat(bench.texts(command.sendKey())).isEmpty();
  }

  @Test
  void shouldRefuseATestWithoutAuthorityOrAddressAndWhileSendingIsStopped() {
    TestSending testing = bench.bean(TestSending.class);
    TouchCommand command = bench.command(bench.hcp());
    assertThatThrownBy(() -> testing.send(command, ROB)).isInstanceOf(AuthorityMissing.class);
    bench
        .asOwner()
        .sql(
            """
            insert into authority_grant (holder, authority, market, granted_by, granted_at)
            values ('rob', 'CAMPAIGN', '*', 'test', now()) on conflict do nothing
            """)
        .update();
    assertThatThrownBy(() -> testing.send(command, ROB))
        .isInstanceOf(TestRefusal.class)
        .hasMessageContaining("address");
    KillSwitches switches = bench.bean(KillSwitches.class);
    switches.engage(KillSwitches.Scope.ALL, "*", "test", GateBench.TESTER);
    try {
      assertThatThrownBy(() -> testing.send(command, MIA)).isInstanceOf(TestRefusal.class);
    } finally {
      switches.release(KillSwitches.Scope.ALL, "*", "over", GateBench.TESTER);
    }
  }

  private static Map<String, Long> rows() {
    Map<String, Long> rows = new LinkedHashMap<>();
    for (String table :
        List.of(
            "contact",
            "send",
            "touch_trace",
            "touch_inputs",
            "touch_outcome",
            "waiting_touch",
            "rendered_message",
            "outbox_message",
            "audit_entry",
            "test_send")) {
      rows.put(table, bench.sql().sql("select count(*) from " + table).query(Long.class).single());
    }
    return rows;
  }
}
