package io.medley.campaign.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.campaign.consent.ConsentSource;
import io.medley.campaign.consent.ConsentStatus;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.touch.Contact;
import io.medley.campaign.touch.ContactHistory;
import io.medley.campaign.touch.ContactHours;
import io.medley.campaign.touch.ContactPolicy;
import io.medley.campaign.touch.FrequencyCap;
import io.medley.campaign.touch.Holdouts;
import io.medley.campaign.touch.Holidays;
import io.medley.campaign.touch.KillSwitches;
import io.medley.campaign.touch.Outcome;
import io.medley.campaign.touch.Practice;
import io.medley.campaign.touch.Practices;
import io.medley.campaign.touch.Reason;
import io.medley.campaign.touch.RecordedContact;
import io.medley.campaign.touch.RestPeriods;
import io.medley.campaign.touch.SendKey;
import io.medley.campaign.touch.Suppressions;
import io.medley.campaign.touch.TouchCommand;
import io.medley.campaign.touch.TouchDecision;
import io.medley.campaign.touch.TouchPurpose;
import io.medley.campaign.touch.TouchReplaying;
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
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

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
            "CONTENT",
            "SAFETY_INFORMATION",
            "SEND_CHECK");
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
              .replaceFirst("<img src=\"http://localhost:1/t/o/[^>]*>", "")
              .replaceFirst("<div data-attached=\"safety-information\".*</div>", "");
      assertThat(undone).isEqualTo(piece.html());
      assertThat((String) parts.getBodyPart(0).getContent())
          .contains("Read on <http://localhost:1/")
          .contains("\u25BC " + GateBench.ISI)
          .contains("Prescribing information for Zelvaro <" + GateBench.PI + ">");
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

    assertThat(decision.outcome()).isEqualTo(Outcome.HELD_UNTIL);
    assertThat(decision.reason()).isEqualTo(Reason.NO_TIME_ZONE);
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

  @Test
  void shouldNeverSendAtElevenAndAgainAtMidnight() {
    anApprovedPiece("Midnight");
    HcpId hcp = bench.hcp();
    ZonedDateTime local = bench.clock().instant().atZone(ZoneId.of("Europe/London"));
    bench
        .clock()
        .forward(
            Duration.between(local, local.plusDays(1).withHour(23).truncatedTo(ChronoUnit.HOURS)));
    ContactPolicy daily = GateBench.capped(1, 1);
    assertThat(bench.gate().touch(command(hcp, daily)).outcome()).isEqualTo(Outcome.SENT);

    bench.anotherCampaign();
    bench.clock().forward(Duration.ofHours(1).plusMinutes(1));
    TouchDecision afterMidnight = bench.gate().touch(command(hcp, daily));

    assertThat(afterMidnight.reason()).isEqualTo(Reason.FREQUENCY_CAP);
    assertThat(afterMidnight.heldUntil())
        .isAfter(bench.clock().instant().plus(Duration.ofHours(22)));
  }

  @Test
  void shouldCountARecordedCallOnceAndAsThreePoints() {
    anApprovedPiece("Call");
    HcpId hcp = bench.hcp();
    RecordedContact call =
        new RecordedContact(
            "call/" + UUID.randomUUID(),
            hcp,
            "CALL",
            GateBench.BRAND,
            false,
            bench.clock().instant().minus(Duration.ofHours(1)));
    ContactHistory history = bench.bean(ContactHistory.class);

    assertThat(history.add(call, GateBench.TESTER)).isTrue();
    assertThat(history.add(call, GateBench.TESTER)).isFalse();

    assertThat(bench.gate().touch(command(hcp, GateBench.capped(7, 3))).reason())
        .isEqualTo(Reason.FREQUENCY_CAP);
    assertThat(bench.gate().touch(command(hcp, GateBench.capped(7, 4))).outcome())
        .isEqualTo(Outcome.SENT);
  }

  @Test
  void shouldKeepTheLastPlaceForTheLaunchThatWaits() {
    anApprovedPiece("Scarce");
    HcpId hcp = bench.hcp();
    ContactPolicy one = GateBench.capped(7, 1);
    bench.gate().touch(command(hcp, one));
    TouchCommand launch = command(hcp, one).purpose(TouchPurpose.LAUNCH);
    TouchDecision waits = bench.gate().touch(launch);
    assertThat(waits.reason()).isEqualTo(Reason.FREQUENCY_CAP);
    bench.clock().forward(Duration.ofDays(7));
    TouchCommand nurture = command(hcp, one);

    TouchDecision yields = bench.gate().touch(nurture);

    assertThat(yields.reason()).isEqualTo(Reason.YIELDED);
    assertThat(bench.bean(TouchTraces.class).find(yields.traceId()).orElseThrow().why())
        .contains(launch.campaignId().toString());
    assertThat(bench.gate().touch(launch).outcome()).isEqualTo(Outcome.SENT);
    assertThat(bench.gate().touch(nurture).reason()).isEqualTo(Reason.FREQUENCY_CAP);
  }

  @Test
  void shouldReplayEveryDecisionToTheSameAnswer() {
    anApprovedPiece("Replay");
    HcpId hcp = bench.hcp();
    TouchDecision sent = bench.gate().touch(command(hcp, GateBench.capped(7, 1)));
    TouchDecision capped = bench.gate().touch(command(hcp, GateBench.capped(7, 1)));
    TouchDecision refused = bench.touch(bench.hcp("GB", "en-GB", "Europe/London", ""));
    TouchDecision homeless = bench.touch(bench.hcp("US", "en-US", "", "GRANTED"));

    for (TouchDecision decision : List.of(sent, capped, refused, homeless)) {
      TouchReplaying.Replay replay = replay(decision);
      assertThat(replay.differences()).as(decision.reason().name()).isEmpty();
      assertThat(replay.verdict()).isEqualTo(TouchReplaying.Verdict.SAME);
    }
  }

  @Test
  void shouldSeeInTheReplayWhatWasAltered() {
    anApprovedPiece("Altered");
    TouchDecision sent = bench.touch(bench.hcp());
    TouchDecision refused = bench.touch(bench.hcp("GB", "en-GB", "Europe/London", ""));

    // Somebody makes it look as if the HCP had never agreed.
    alter("touch_inputs", "inputs = replace(inputs, '\"GRANTED\"', '\"WITHDRAWN\"')", sent);
    TouchReplaying.Replay withdrawn = replay(sent);
    assertThat(withdrawn.verdict()).isEqualTo(TouchReplaying.Verdict.DIFFERENT);
    assertThat(withdrawn.differences())
        .anyMatch(difference -> difference.startsWith("CONSENT"))
        .anyMatch(difference -> difference.contains("audit"));

    // Somebody makes the explanation say another reason.
    alter("touch_trace", "reason = 'FREQUENCY_CAP'", refused);
    assertThat(replay(refused).differences())
        .containsExactly("Stored is FREQUENCY_CAP, the rules answer CONSENT_MISSING.");
  }

  private static TouchReplaying.Replay replay(TouchDecision decision) {
    return bench.bean(TouchReplaying.class).replay(decision.traceId());
  }

  private static void alter(String table, String set, TouchDecision decision) {
    String key = table.equals("touch_trace") ? "id" : "trace_id";
    int altered =
        bench
            .asOwner()
            .sql("update %s set %s where %s = :trace".formatted(table, set, key))
            .param("trace", decision.traceId())
            .update();
    assertThat(altered).isEqualTo(1);
  }

  @Test
  void shouldKnowThePublicHolidaysOfEachCountry() {
    Holidays holidays = bench.bean(Holidays.class);

    assertThat(year(holidays, "GB"))
        .contains(LocalDate.parse("2026-04-06"), LocalDate.parse("2026-12-28"))
        .doesNotContain(LocalDate.parse("2026-07-14"));
    assertThat(year(holidays, "FR")).contains(LocalDate.parse("2026-07-14"));
    assertThat(year(holidays, "DE")).contains(LocalDate.parse("2026-10-03"));
    assertThat(year(holidays, "US")).contains(LocalDate.parse("2026-11-26"));
    assertThat(year(holidays, "XX")).isEmpty();
  }

  private static java.util.Set<LocalDate> year(Holidays holidays, String country) {
    return holidays.between(country, LocalDate.parse("2026-01-01"), LocalDate.parse("2026-12-31"));
  }

  @Test
  void shouldWaitForTheHoursOfThePractice() {
    anApprovedPiece("Clinic");
    HcpId hcp = bench.hcp("US", "en-GB", "", "GRANTED");
    ZoneId chicago = ZoneId.of("America/Chicago");
    int hour = bench.clock().instant().atZone(chicago).plusHours(3).getHour();
    String hours = "%02d:00-%02d:59".formatted(hour, hour);

    bench
        .bean(Practices.class)
        .put(hcp, new Practice(chicago, ContactHours.parse(hours)), GateBench.TESTER);

    TouchDecision decision = bench.touch(hcp);
    assertThat(decision.reason()).isEqualTo(Reason.OUTSIDE_CONTACT_HOURS);
    assertThat(java.util.Objects.requireNonNull(decision.heldUntil()).atZone(chicago).getHour())
        .isEqualTo(hour);
  }

  @Test
  void shouldLeaveAnHcpAloneWhoRestsUntilTheRestEnds() {
    anApprovedPiece("Rest");
    HcpId hcp = bench.hcp();
    RestPeriods rests = bench.bean(RestPeriods.class);
    Instant until =
        bench.clock().instant().plus(Duration.ofDays(20)).truncatedTo(ChronoUnit.MILLIS);
    TouchCommand command = bench.command(hcp);

    rests.start(hcp, until, GateBench.TESTER);
    rests.start(hcp, until.minus(Duration.ofDays(5)), GateBench.TESTER);
    TouchDecision held = bench.gate().touch(command);

    assertThat(held.reason()).isEqualTo(Reason.HCP_RESTS);
    assertThat(held.heldUntil()).as("a shorter rest ends no longer one").isEqualTo(until);
    assertThat(replay(held).verdict()).isEqualTo(TouchReplaying.Verdict.SAME);

    assertThat(rests.end(hcp, "asked on the telephone", GateBench.TESTER)).isTrue();
    assertThat(bench.gate().touch(command).reason()).isEqualTo(Reason.DELIVERED_TO_PROVIDER);
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
        .contains("planned, but it is withdrawn");
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
      switches.release(
          KillSwitches.Scope.CAMPAIGN, bench.campaign().toString(), "over", GateBench.TESTER);
    }
    assertThat(bench.touch(hcp).outcome()).isEqualTo(Outcome.SENT);
  }

  @Test
  void shouldNeitherMindNorStoreTheSwitchesOfOtherCampaigns() {
    anApprovedPiece("Elsewhere");
    KillSwitches switches = bench.bean(KillSwitches.class);
    String elsewhere = UUID.randomUUID().toString();
    switches.engage(KillSwitches.Scope.CAMPAIGN, elsewhere, "stopped", GateBench.TESTER);

    TouchDecision decision = bench.touch(bench.hcp());

    assertThat(decision.outcome()).isEqualTo(Outcome.SENT);
    assertThat(
            bench
                .bean(JdbcClient.class)
                .sql("select inputs from touch_inputs where trace_id = ?")
                .param(decision.traceId())
                .query(String.class)
                .single())
        .doesNotContain(elsewhere);
  }

  @Test
  void shouldHoldThroughAPauseOfAnyLengthAndActAfterIt() {
    anApprovedPiece("Pause");
    KillSwitches switches = bench.bean(KillSwitches.class);
    String campaign = bench.campaign().toString();
    ContactPolicy patient =
        new ContactPolicy(GateBench.ANY_TIME.contactHours(), List.of(), Duration.ofDays(365));
    TouchCommand waits = command(bench.hcp(), patient);
    TouchCommand spoils = bench.command(bench.hcp());
    switches.engage(KillSwitches.Scope.CAMPAIGN, campaign, "audit week", GateBench.TESTER);
    bench.gate().touch(waits);
    bench.gate().touch(spoils);
    // Longer than the 14 days of others and than the 91 days of a journey's life elsewhere.
    bench.clock().forward(Duration.ofDays(100));

    assertThat(bench.gate().touch(waits).reason()).isEqualTo(Reason.KILL_SWITCH);
    assertThat(bench.gate().touch(spoils).reason()).isEqualTo(Reason.KILL_SWITCH);
    Duration again =
        Duration.between(
            bench.clock().instant(),
            java.util.Objects.requireNonNull(bench.gate().touch(waits).heldUntil()));
    assertThat(again).isBetween(Duration.ofMinutes(15), Duration.ofMinutes(18));

    switches.release(KillSwitches.Scope.CAMPAIGN, campaign, "audit over", GateBench.TESTER);

    assertThat(bench.gate().touch(waits).outcome()).isEqualTo(Outcome.SENT);
    assertThat(bench.gate().touch(spoils).outcome())
        .as("the pause made nothing stale")
        .isEqualTo(Outcome.SENT);
  }

  @Test
  void shouldDecideAnewWhatAPauseOfSixtyDaysHeldAndSayOnceThatItHeldIt() {
    anApprovedPiece("Sixty days");
    KillSwitches switches = bench.bean(KillSwitches.class);
    String campaign = bench.campaign().toString();
    HcpId withdrawsConsent = bench.hcp();
    HcpId isFull = bench.hcp();
    ContactPolicy monthly =
        new ContactPolicy(
            GateBench.ANY_TIME.contactHours(),
            List.of(FrequencyCap.total(60, 1)),
            ContactPolicy.DEFAULT_LONGEST_HOLD);
    TouchCommand goes = command(bench.hcp(), monthly);
    TouchCommand notAgreed = command(withdrawsConsent, monthly);
    TouchCommand capped = command(isFull, monthly);
    switches.engage(KillSwitches.Scope.CAMPAIGN, campaign, "sixty days", GateBench.TESTER);
    TouchDecision held = bench.gate().touch(goes);
    bench.gate().touch(notAgreed);
    bench.gate().touch(capped);
    for (int day = 0; day < 60; day++) {
      bench.clock().forward(Duration.ofDays(1));
      assertThat(bench.gate().touch(goes))
          .satisfies(
              again -> {
                assertThat(again.reason()).isEqualTo(Reason.KILL_SWITCH);
                assertThat(again.traceId()).as("the same answer").isEqualTo(held.traceId());
              });
    }
    assertThat(traces(goes)).isEqualTo(1);
    bench
        .bean(Consents.class)
        .record(
            withdrawsConsent,
            "EMAIL",
            Consents.PROMOTION,
            ConsentStatus.WITHDRAWN,
            bench.clock().instant(),
            ConsentSource.HCP,
            "said so during the pause",
            GateBench.TESTER);
    bench
        .bean(ContactHistory.class)
        .add(
            new RecordedContact(
                "call-" + isFull,
                isFull,
                "CALL",
                null,
                false,
                bench.clock().instant().minus(Duration.ofDays(45))),
            GateBench.TESTER);

    switches.release(KillSwitches.Scope.CAMPAIGN, campaign, "over", GateBench.TESTER);

    TouchDecision sent = bench.gate().touch(goes);
    assertThat(sent.outcome()).isEqualTo(Outcome.SENT);
    assertThat(sent.traceId()).as("a decision of its own").isNotEqualTo(held.traceId());
    assertThat(bench.gate().touch(notAgreed).reason()).isEqualTo(Reason.CONSENT_WITHDRAWN);
    assertThat(bench.gate().touch(capped).reason())
        .as("held for its own time from here on")
        .isEqualTo(Reason.FREQUENCY_CAP);
    bench.clock().forward(Duration.ofDays(16));
    assertThat(bench.gate().touch(capped).outcome()).isEqualTo(Outcome.SENT);
  }

  private long traces(TouchCommand command) {
    return bench
        .sql()
        .sql("select count(*) from touch_trace where send_key = :key")
        .param("key", command.sendKey().toString())
        .query(Long.class)
        .single();
  }

  @Test
  void shouldSendNothingToAnAddressThatBouncedUntilItIsReleased() {
    anApprovedPiece("Bounced");
    HcpId hcp = bench.hcp();
    Suppressions suppressions = bench.bean(Suppressions.class);
    suppressions.suppress(hcp, "EMAIL", Suppressions.Why.BOUNCED, "status 5.1.1", GateBench.TESTER);

    TouchDecision decision = bench.touch(hcp);

    assertThat(decision.reason()).isEqualTo(Reason.ADDRESS_SUPPRESSED);
    assertThat(replay(decision).verdict()).isEqualTo(TouchReplaying.Verdict.SAME);
    suppressions.release(hcp, "EMAIL", "corrected", GateBench.TESTER);
    assertThat(bench.touch(hcp).outcome()).isEqualTo(Outcome.SENT);
  }

  @Test
  void shouldStopAnAssetAndSendWhatElseFits() {
    ContentServiceStub.Piece stopped = anApprovedPiece("Stopped");
    KillSwitches switches = bench.bean(KillSwitches.class);
    String asset =
        bench
            .sql()
            .sql("select asset_id::text from servable_version where version_id = :version")
            .param("version", stopped.versionId())
            .query(String.class)
            .single();
    TouchCommand touch = bench.command(bench.hcp());
    switches.engage(KillSwitches.Scope.ASSET, asset, "wrong picture", GateBench.TESTER);

    TouchDecision held = bench.gate().touch(touch);
    ContentServiceStub.Piece other = anApprovedPiece("Other");
    TouchDecision sent = bench.gate().touch(touch);
    switches.release(KillSwitches.Scope.ASSET, asset, "mended", GateBench.TESTER);

    assertThat(held.reason()).isEqualTo(Reason.KILL_SWITCH);
    assertThat(replay(held).verdict()).isEqualTo(TouchReplaying.Verdict.SAME);
    assertThat(bench.contact(sent).versionId()).isEqualTo(other.versionId());
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
  void shouldHoldOutOfOneCampaignButNeverWhatWasAskedFor() {
    anApprovedPiece("Held out");
    HcpId hcp = bench.hcp();
    bench
        .bean(Holdouts.class)
        .set(Holdouts.Scope.CAMPAIGN, bench.campaign().toString(), 5_000, GateBench.TESTER);
    java.util.List<Outcome> nurtured =
        bench.hcps(40).stream().map(each -> bench.touch(each).outcome()).toList();

    assertThat(nurtured).contains(Outcome.GHOST, Outcome.SENT);
    for (HcpId each : bench.hcps(20)) {
      assertThat(bench.gate().touch(bench.command(each).purpose(TouchPurpose.REQUESTED)).outcome())
          .isEqualTo(Outcome.SENT);
    }
    bench.anotherCampaign();
    assertThat(bench.touch(hcp).outcome()).isEqualTo(Outcome.SENT);
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
