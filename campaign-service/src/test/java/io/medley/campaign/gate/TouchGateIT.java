package io.medley.campaign.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.campaign.consent.ConsentSource;
import io.medley.campaign.consent.ConsentStatus;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.touch.Contact;
import io.medley.campaign.touch.ContactHours;
import io.medley.campaign.touch.ContactPolicy;
import io.medley.campaign.touch.KillSwitches;
import io.medley.campaign.touch.Outcome;
import io.medley.campaign.touch.Reason;
import io.medley.campaign.touch.SendKey;
import io.medley.campaign.touch.TouchCommand;
import io.medley.campaign.touch.TouchDecision;
import io.medley.campaign.touch.TouchTrace;
import io.medley.campaign.touch.TouchTraces;
import jakarta.mail.BodyPart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each way a touch can come out, on the real database and over real SMTP. */
class TouchGateIT {

  private static GateBench bench;

  @BeforeAll
  static void start() {
    bench = new GateBench();
  }

  @AfterAll
  static void stop() {
    bench.close();
  }

  @AfterEach
  void withdrawWhatATestApproved() {
    bench.content().catalogAway(false);
    approved.forEach(bench.content()::withdraw);
    approved.forEach(piece -> bench.awaitKnown(piece, "WITHDRAWN"));
  }

  @BeforeEach
  void beginWithAnotherCampaign() {
    bench.anotherCampaign();
    bench.awaitLease();
  }

  private final List<ContentServiceStub.Piece> approved = new java.util.ArrayList<>();

  private ContentServiceStub.Piece anApprovedPiece(String title) {
    ContentServiceStub.Piece piece = bench.approved(title);
    approved.add(piece);
    return piece;
  }

  @Test
  void shouldSendTheApprovedPieceAndSayWhy() throws Exception {
    ContentServiceStub.Piece piece = anApprovedPiece("Announcement");
    HcpId hcp = bench.hcp();
    TouchCommand command = bench.command(hcp);

    TouchDecision decision = bench.gate().touch(command);

    assertThat(decision.reason()).isEqualTo(Reason.DELIVERED_TO_PROVIDER);
    Contact contact = bench.contact(decision);
    assertThat(contact.state()).isEqualTo(Contact.State.CONTACTED);
    assertThat(contact.links()).containsExactly("https://www.zelvaro.example/gb/a?x=1&y=2");
    TouchTrace trace = bench.bean(TouchTraces.class).find(decision.traceId()).orElseThrow();
    assertThat(trace.outcome()).isEqualTo(Outcome.SENT);
    assertThat(trace.explanation().get("steps").findValuesAsString("check"))
        .containsExactly(
            "KILL_SWITCH",
            "EXIT",
            "ARM",
            "ELIGIBILITY",
            "CONSENT",
            "LOCAL_TIME",
            "FREQUENCY_CAP",
            "APPROVAL_STATE",
            "CONTENT");
    assertThat(bench.mails(command.sendKey())).hasSize(1);
    assertThat(personalValuesIn(trace.explanation().toString())).isFalse();
    mailIsTheApprovedPiece(command, piece, decision);
  }

  private static void mailIsTheApprovedPiece(
      TouchCommand command, ContentServiceStub.Piece piece, TouchDecision decision)
      throws Exception {
    try (InputStream in = Files.newInputStream(bench.mails(command.sendKey()).getFirst().file())) {
      MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), in);
      assertThat(mail.getMessageID()).isEqualTo("<" + command.sendKey() + "@send.medley.example>");
      assertThat(mail.getHeader("List-Unsubscribe-Post"))
          .containsExactly("List-Unsubscribe=One-Click");
      assertThat(mail.getHeader("List-Unsubscribe"))
          .containsExactly("<http://localhost:1/preferences/" + decision.contactId() + ">");
      assertThat(mail.getSubject()).isEqualTo("Announcement");
      MimeMultipart parts = (MimeMultipart) mail.getContent();
      BodyPart html = parts.getBodyPart(1);
      String text = (String) html.getContent();
      // Undone by hand: what left is the approved piece, byte for byte.
      String undone =
          text.replaceFirst("Dear Dr Quillerby\\d+,", "Dear {{hcp.salutation}},")
              .replace(
                  "http://localhost:1/t/c/" + decision.contactId() + ".0",
                  "https://www.zelvaro.example/gb/a?x=1&amp;y=2")
              .replace("http://localhost:1/preferences/" + decision.contactId(), "{{unsubscribe}}")
              .replaceFirst("<img src=\"http://localhost:1/t/o/[^>]*>", "");
      assertThat(undone).isEqualTo(piece.html());
      assertThat((String) parts.getBodyPart(0).getContent())
          .contains("Read on <http://localhost:1/");
    }
  }

  @Test
  void shouldAnswerARepeatedSendKeyWithItsEarlierOutcome() {
    anApprovedPiece("Once");
    TouchCommand command = bench.command(bench.hcp());

    TouchDecision first = bench.gate().touch(command);
    TouchDecision second = bench.gate().touch(command);

    assertThat(second).isEqualTo(first);
    assertThat(bench.mails(command.sendKey())).hasSize(1);
  }

  @Test
  void shouldNotSendWithoutConsentNorAfterItsWithdrawal() {
    anApprovedPiece("Consent");
    HcpId never = bench.hcp("GB", "en-GB", "Europe/London", "");
    HcpId withdrawn = bench.hcp();
    bench.withdrawConsent(withdrawn);

    assertThat(bench.touch(never).reason()).isEqualTo(Reason.CONSENT_MISSING);
    assertThat(bench.touch(withdrawn).reason()).isEqualTo(Reason.CONSENT_WITHDRAWN);
  }

  @Test
  void shouldReadConsentAsOfAnInstant() {
    HcpId hcp = bench.hcp("GB", "en-GB", "Europe/London", "");
    Instant now = bench.clock().instant();
    record(hcp, ConsentStatus.GRANTED, now.minus(Duration.ofDays(10)));
    record(hcp, ConsentStatus.WITHDRAWN, now.minus(Duration.ofDays(5)));
    record(hcp, ConsentStatus.GRANTED, now.plus(Duration.ofDays(5)));

    assertThat(bench.consents().validAt(hcp, "EMAIL", now.minus(Duration.ofDays(11)))).isFalse();
    assertThat(bench.consents().validAt(hcp, "EMAIL", now.minus(Duration.ofDays(7)))).isTrue();
    assertThat(bench.consents().validAt(hcp, "EMAIL", now)).isFalse();
    assertThat(bench.consents().validAt(hcp, "EMAIL", now.plus(Duration.ofDays(6)))).isTrue();
  }

  private static void record(HcpId hcp, ConsentStatus status, Instant at) {
    bench
        .consents()
        .record(
            hcp,
            "EMAIL",
            Consents.PROMOTION,
            status,
            at,
            ConsentSource.OPERATOR,
            "test",
            GateBench.TESTER);
  }

  @Test
  void shouldHoldOutsideContactHoursUntilTheyOpen() {
    anApprovedPiece("Hours");
    ZonedDateTime local = bench.clock().instant().atZone(ZoneId.of("Europe/London"));
    String from = "%02d:00".formatted(local.plusHours(2).getHour());
    String until = "%02d:00".formatted(local.plusHours(3).getHour());
    ContactPolicy policy =
        new ContactPolicy(
            Map.of("GB", ContactHours.parse(from + "-" + until)), List.of(), Duration.ofDays(30));

    TouchDecision decision =
        bench
            .gate()
            .touch(
                bench.command(bench.hcp(), new SendKey(UUID.randomUUID(), "announce", 1), policy));

    assertThat(decision.reason()).isEqualTo(Reason.OUTSIDE_CONTACT_HOURS);
    assertThat(decision.heldUntil()).isAfter(bench.clock().instant());
    assertThat(decision.heldUntil()).isBefore(bench.clock().instant().plus(Duration.ofHours(3)));
  }

  @Test
  void shouldBlockAnHcpWhoseZoneIsNotKnown() {
    HcpId hcp = bench.hcp("US", "en-US", "", "GRANTED");

    TouchDecision decision = bench.touch(hcp);

    assertThat(decision.outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(decision.reason()).isEqualTo(Reason.ZONE_UNKNOWN);
  }

  @Test
  void shouldHoldForTheCapUntilItsRollingWindowHasRoom() {
    anApprovedPiece("Cap");
    HcpId hcp = bench.hcp();
    ContactPolicy policy = GateBench.capped(7, 1);
    TouchDecision first = bench.gate().touch(command(hcp, policy));

    TouchCommand second = command(hcp, policy);
    TouchDecision held = bench.gate().touch(second);

    Instant claimed = bench.contact(first).at();
    assertThat(held.reason()).isEqualTo(Reason.FREQUENCY_CAP);
    assertThat(held.heldUntil()).isEqualTo(claimed.plus(Duration.ofDays(7)));
    bench.clock().forward(Duration.ofDays(7));
    assertThat(bench.gate().touch(second).outcome()).isEqualTo(Outcome.SENT);
  }

  private static TouchCommand command(HcpId hcp, ContactPolicy policy) {
    return bench.command(hcp, new SendKey(UUID.randomUUID(), "announce", 1), policy);
  }

  @Test
  void shouldHoldWithoutApprovedContentAndSayWhatWasWithdrawn() {
    ContentServiceStub.Piece piece = anApprovedPiece("Gone");
    bench.content().withdraw(piece);
    bench.awaitKnown(piece, "WITHDRAWN");
    approved.clear();

    TouchDecision decision = bench.touch(bench.hcp());

    assertThat(decision.reason()).isEqualTo(Reason.CONTENT_WITHDRAWN);
    assertThat(bench.bean(TouchTraces.class).find(decision.traceId()).orElseThrow().why())
        .contains("no other approved piece fits GB");
  }

  @Test
  void shouldSubstituteWhatTheCampaignPlanned() {
    ContentServiceStub.Piece planned = anApprovedPiece("Planned");
    ContentServiceStub.Piece other = anApprovedPiece("Other");
    bench.content().withdraw(planned);
    bench.awaitKnown(planned, "WITHDRAWN");
    approved.remove(planned);
    TouchCommand command =
        new TouchCommand(
            new SendKey(UUID.randomUUID(), "announce", 1),
            bench.hcp(),
            bench.campaign(),
            GateBench.BRAND,
            "EMAIL",
            "announce",
            "HCP",
            GateBench.ANY_TIME,
            false,
            List.of(planned.versionId(), other.versionId()));

    TouchDecision decision = bench.gate().touch(command);

    assertThat(decision.outcome()).isEqualTo(Outcome.SUBSTITUTED);
    TouchTrace trace = bench.bean(TouchTraces.class).find(decision.traceId()).orElseThrow();
    assertThat(trace.versionId()).isEqualTo(other.versionId());
    assertThat(trace.explanation().get("candidates").findValuesAsString("reason"))
        .contains("planned, but it is WITHDRAWN");
  }

  @Test
  void shouldHoldWhileTheCatalogIsAway() {
    bench.content().catalogAway(true);

    TouchDecision decision = bench.touch(bench.hcp());

    assertThat(decision.reason()).isEqualTo(Reason.CATALOG_UNAVAILABLE);
  }

  @Test
  void shouldStopAtTheKillSwitch() {
    anApprovedPiece("Switch");
    KillSwitches switches = bench.bean(KillSwitches.class);
    HcpId hcp = bench.hcp();
    switches.engage(
        KillSwitches.Scope.CAMPAIGN, bench.campaign().toString(), "test", GateBench.TESTER);
    try {
      assertThat(bench.touch(hcp).reason()).isEqualTo(Reason.KILL_SWITCH);
    } finally {
      switches.release(KillSwitches.Scope.CAMPAIGN, bench.campaign().toString(), GateBench.TESTER);
    }
    assertThat(bench.touch(hcp).outcome()).isEqualTo(Outcome.SENT);
  }

  @Test
  void shouldExitForAnErasedHcpAndForgetTheMessage() {
    anApprovedPiece("Erase");
    HcpId hcp = bench.hcp();
    TouchDecision before = bench.touch(hcp);
    assertThat(before.outcome()).isEqualTo(Outcome.SENT);

    bench.hcps().erase(hcp, GateBench.TESTER);

    assertThat(bench.hcps().open(hcp)).isEmpty();
    assertThat(bench.touch(hcp).reason()).isEqualTo(Reason.HCP_ERASED);
    byte[] kept =
        bench
            .sql()
            .sql("select sealed from rendered_message where contact_id = :contact")
            .param("contact", before.contactId())
            .query(byte[].class)
            .single();
    assertThat(
            bench
                .bean(io.medley.campaign.hcp.PersonalVault.class)
                .open(hcp, "rendered-message", kept))
        .isEmpty();
  }

  @Test
  void shouldSkipChannelsThatHaveNoAdapter() {
    TouchCommand email = bench.command(bench.hcp());
    TouchCommand clm =
        new TouchCommand(
            email.sendKey(),
            email.hcpId(),
            email.campaignId(),
            email.brandId(),
            "CLM",
            email.slot(),
            email.audience(),
            email.policy(),
            false,
            List.of());

    assertThat(bench.gate().touch(clm).reason()).isEqualTo(Reason.CHANNEL_NOT_AVAILABLE);
  }

  @Test
  void shouldKeepPersonalValuesOutOfEveryTableButTheSealedOnes() {
    anApprovedPiece("Privacy");
    bench.touch(bench.hcp());

    List<String> tables =
        bench
            .sql()
            .sql(
                "select tablename from pg_tables where schemaname = 'public' and tablename <> 'flyway_schema_history'")
            .query(String.class)
            .list();
    for (String table : tables) {
      long found =
          bench
              .sql()
              .sql(
                  "select count(*) from %s t where t::text ~* 'quillerby|practice[.]example'"
                      .formatted(table))
              .query(Long.class)
              .single();
      assertThat(found).as("rows of %s with a name or an address", table).isZero();
    }
  }

  @Test
  void shouldGhostTheHoldoutWithoutSending() {
    ContentServiceStub.Piece piece = anApprovedPiece("Ghost");
    HcpId hcp = bench.hcp();
    TouchCommand command = bench.command(hcp);
    try (var process =
        bench.start(
            Map.of(
                "medley.touch.holdout-per-ten-thousand", "10000",
                "medley.background.enabled", "false"),
            null)) {
      TouchDecision decision =
          process.getBean(io.medley.campaign.touch.TouchGate.class).touch(command);

      assertThat(decision.outcome()).isEqualTo(Outcome.GHOST);
      assertThat(bench.contact(decision).versionId()).isEqualTo(piece.versionId());
    }
    assertThat(bench.mails(command.sendKey())).isEmpty();
  }

  private static boolean personalValuesIn(String text) {
    return text.contains("Quillerby") || text.contains("practice.example");
  }
}
