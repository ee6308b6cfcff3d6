package io.medley.campaign.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.campaign.measure.Comparison;
import io.medley.campaign.measure.Engagement;
import io.medley.campaign.measure.EngagementKind;
import io.medley.campaign.measure.Engagements;
import io.medley.campaign.measure.Ladder;
import io.medley.campaign.measure.LadderView;
import io.medley.campaign.measure.Ladders;
import io.medley.campaign.measure.MailArrivals;
import io.medley.campaign.measure.Measurement;
import io.medley.campaign.measure.Readout;
import io.medley.campaign.measure.SafetyReport;
import io.medley.campaign.measure.SafetyReports;
import io.medley.campaign.measure.Stage;
import io.medley.campaign.measure.StageEvidence;
import io.medley.campaign.touch.KillSwitches;
import io.medley.platform.security.Actor;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is counted of a campaign: results against the holdout, programs apart, what is held. */
class MeasuringIT {

  private static final Instant NOW = Instant.parse("2026-06-01T09:00:00Z");
  private static final Actor TESTER = Actor.system("tester");
  private static final ConfigurableApplicationContext CONTEXT = RowsContext.start();

  private final JdbcClient jdbc = CONTEXT.getBean(JdbcClient.class);
  private final Ladders ladders = CONTEXT.getBean(Ladders.class);
  private final Measurement.Counting measuring = CONTEXT.getBean(Measurement.Counting.class);
  private final Engagements engagements = CONTEXT.getBean(Engagements.class);
  private final UUID campaign = campaign();

  @AfterAll
  static void stop() {
    CONTEXT.close();
  }

  @Test
  void shouldCompareContactedWithHeldOutByWhatCouldHaveHappenedToBoth() {
    UUID reached = contacted("CONTACTED");
    UUID clicked = contacted("CONTACTED");
    UUID before = contacted("IN_DOUBT");
    UUID ghost = contacted("GHOST");
    contacted("GHOST");
    contacted("RELEASED");
    assertThat(evidence(reached, Stage.PREPARATION, true, NOW.plusSeconds(60))).isTrue();
    // A click proves interest but cannot happen to a ghost; awareness is no step further.
    evidence(clicked, Stage.CONTEMPLATION, false, NOW.plusSeconds(60));
    evidence(clicked, Stage.AWARE, true, NOW.plusSeconds(60));
    evidence(before, Stage.ACTION, true, NOW.minusSeconds(60));
    evidence(ghost, Stage.CONTEMPLATION, true, NOW.plusSeconds(60));

    Measurement measured = measuring.of(campaign, "zelvaro");

    assertThat(measured.outcome()).isEqualTo(new Comparison(3, 1, 2, 1));
    assertThat(measured.moved())
        .containsEntry("PREPARATION", 1L)
        .containsEntry("CONTEMPLATION", 1L)
        .doesNotContainKey("ACTION");
  }

  @Test
  void shouldLeaveOutOfBothGroupsWhoeverChangedArmsWhenAShareWasChanged() {
    contacted("CONTACTED");
    UUID ghost = contacted("GHOST");
    // What was asked for is sent to those held out as well.
    contact(ghost, "CONTACTED", "REQUESTED");
    UUID changedArms = contacted("CONTACTED");
    contact(changedArms, "GHOST");
    evidence(changedArms, Stage.ACTION, true, NOW.plusSeconds(60));

    assertThat(measuring.of(campaign, "zelvaro").outcome()).isEqualTo(new Comparison(1, 0, 1, 0));
  }

  @Test
  void shouldAddEvidenceOfOneSourceOnce() {
    UUID hcp = hcp();
    StageEvidence evidence =
        new StageEvidence("call/" + hcp, hcp, "zelvaro", Stage.AWARE, "CALL", true, NOW);

    assertThat(ladders.add(evidence, TESTER)).isTrue();
    assertThat(ladders.add(evidence, TESTER)).isFalse();
    assertThat(ladders.of(hcp)).containsExactly(evidence);
  }

  @Test
  void shouldCountRungsAndMovesAsEachHcpsOwnLadderHasThem() {
    String topic = "topic-" + UUID.randomUUID();
    UUID climbed = hcp();
    UUID faded = hcp();
    evidence(climbed, topic, Stage.AWARE, NOW.minus(Duration.ofDays(60)));
    evidence(climbed, topic, Stage.PREPARATION, NOW.minus(Duration.ofDays(1)));
    evidence(faded, topic, Stage.AWARE, NOW.minus(Duration.ofDays(90)));
    evidence(hcp(), topic, Stage.ACTION, NOW.plus(Duration.ofDays(1)));

    LadderView.Topic counted =
        CONTEXT.getBean(LadderView.class).of(NOW, NOW.minus(Duration.ofDays(30))).stream()
            .filter(each -> each.topic().equals(topic))
            .findFirst()
            .orElseThrow();

    assertThat(Ladder.at(ladders.of(climbed), NOW).stage()).isEqualTo(Stage.PREPARATION);
    assertThat(Ladder.at(ladders.of(faded), NOW).stage()).isEqualTo(Stage.UNAWARE);
    assertThat(counted.hcps()).isEqualTo(Map.of(Stage.PREPARATION, 1L));
    assertThat(counted.up()).isEqualTo(1);
    assertThat(counted.down()).as("it faded").isEqualTo(1);
    assertThat(counted.net()).isZero();
  }

  private void evidence(UUID hcp, String topic, Stage stage, Instant at) {
    ladders.add(
        new StageEvidence(UUID.randomUUID().toString(), hcp, topic, stage, "TEST", true, at),
        TESTER);
  }

  @Test
  void shouldCountProgramsApartUntilAPersonComes() {
    UUID hcp = hcp();
    Engagement opened = opened(hcp);

    assertThat(engagements.add(opened, Optional.of("TOO_SOON"))).isFalse();
    assertThat(engagements.notHeard(opened.enrolmentId())).isEmpty();
    assertThat(measuring.of(campaign, "zelvaro").openedByMachines()).isEqualTo(1);
    assertThat(measuring.of(campaign, "zelvaro").openedByPeople()).isZero();

    assertThat(engagements.add(opened, Optional.empty())).as("a person came").isTrue();
    assertThat(engagements.add(opened, Optional.of("KNOWN_AGENT"))).isFalse();
    assertThat(engagements.add(opened, Optional.empty())).as("came again").isFalse();

    assertThat(engagements.notHeard(opened.enrolmentId())).hasSize(1);
    assertThat(measuring.of(campaign, "zelvaro").openedByPeople()).isEqualTo(1);
    assertThat(measuring.of(campaign, "zelvaro").openedByMachines()).isZero();
  }

  @Test
  void shouldCountTheNewestAnswerOfEachTouchAndSayWhatToDo() {
    UUID hcp = hcp();
    trace(hcp, "a/announce/1", "HELD_UNTIL", "NO_TIME_ZONE", NOW, "");
    trace(hcp, "a/announce/1", "HELD_UNTIL", "FREQUENCY_CAP", NOW.plusSeconds(1), "");
    trace(hcp, "b/announce/1", "SKIPPED", "CONSENT_MISSING", NOW, "");
    trace(hcp, "c/announce/1", "HELD_UNTIL", "FREQUENCY_CAP", NOW, "");
    trace(hcp, "c/announce/1", "SENT", "DELIVERED_TO_PROVIDER", NOW.plusSeconds(1), "");

    Measurement measured = measuring.of(campaign, "zelvaro");

    assertThat(measured.notMade())
        .containsExactlyInAnyOrder(
            new Measurement.NotMade("HELD_UNTIL", "FREQUENCY_CAP", "EMAIL", 1),
            new Measurement.NotMade("SKIPPED", "CONSENT_MISSING", "EMAIL", 1));
    assertThat(Readout.of(campaign, measured))
        .extracting(Readout.Action::act)
        .containsExactlyInAnyOrder("See who", "Start a consent journey");
  }

  @Test
  void shouldForeseeWhatResumingDoes() {
    Instant old = NOW.minus(Duration.ofDays(40));
    held(NOW, true);
    held(NOW, false);
    held(old, true);
    ControlPreview.Counting previews = CONTEXT.getBean(ControlPreview.Counting.class);

    ControlPreview preview =
        previews.of(
            KillSwitches.Scope.CAMPAIGN, campaign.toString(), NOW.plus(Duration.ofHours(1)));

    assertThat(preview.held()).isEqualTo(3);
    assertThat(preview.stale()).isEqualTo(1);
    assertThat(preview.consentLost()).isEqualTo(1);
    assertThat(preview.ready()).isEqualTo(1);
    for (KillSwitches.Scope scope : KillSwitches.Scope.values()) {
      assertThat(previews.of(scope, "GB/EMAIL", NOW).held()).as(scope.name()).isZero();
    }
  }

  @Test
  void shouldKeepEachSafetyReportOnceAndTheMostUrgentFirst() {
    SafetyReports reports = CONTEXT.getBean(SafetyReports.class);
    SafetyReport late = report("mail/late", NOW);
    SafetyReport early = report("mail/early", NOW.minusSeconds(3_600));

    assertThat(reports.add(late, new byte[] {1})).isTrue();
    assertThat(reports.add(early, new byte[] {2})).isTrue();
    assertThat(reports.add(report("mail/late", NOW), new byte[] {3})).isFalse();

    assertThat(reports.all(10)).containsExactly(early, late);
    assertThat(early.dueAt()).isEqualTo(early.receivedAt().plus(Duration.ofHours(24)));
    assertThat(early.overdue(early.dueAt())).isTrue();
    assertThat(early.overdue(early.dueAt().minusMillis(1))).isFalse();
    assertThat(reports.close(early.id(), SafetyReport.State.FORWARDED, "PV-1", "mia", NOW))
        .isTrue();
    assertThat(reports.close(early.id(), SafetyReport.State.NO_EVENT, "no", "mia", NOW)).isFalse();
    assertThat(reports.open()).isEqualTo(1);
    assertThat(reports.sealed(late.id())).hasValue(new byte[] {1});
    assertThat(reports.all(10).getLast().outcome()).isEqualTo("PV-1");
  }

  @Test
  void shouldNoteEachArrivalOnce() {
    MailArrivals arrivals = CONTEXT.getBean(MailArrivals.class);
    UUID contact = contact(hcp(), "CONTACTED");

    assertThat(arrivals.add("d1", Optional.of(contact), "BOUNCE", NOW)).isTrue();
    assertThat(arrivals.add("d1", Optional.of(contact), "BOUNCE", NOW)).isFalse();
    assertThat(arrivals.add("d2", Optional.empty(), "UNKNOWN", NOW)).isTrue();
    assertThat(arrivals.counts(campaign)).containsOnly(java.util.Map.entry("BOUNCE", 1L));
  }

  private SafetyReport report(String key, Instant at) {
    return new SafetyReport(
        UUID.randomUUID(),
        key,
        hcp(),
        SafetyReport.Source.REPLY,
        List.of("ADVERSE_EVENT"),
        List.of("rash*"),
        at,
        at.plus(SafetyReport.CLOCK),
        SafetyReport.State.OPEN,
        null,
        null,
        null);
  }

  private boolean evidence(UUID hcp, Stage stage, boolean independent, Instant at) {
    return ladders.add(
        new StageEvidence(
            UUID.randomUUID().toString(), hcp, "zelvaro", stage, "TEST", independent, at),
        TESTER);
  }

  private Engagement opened(UUID hcp) {
    UUID enrolment = enrolment(hcp);
    return new Engagement(
        UUID.randomUUID(),
        UUID.randomUUID(),
        enrolment,
        campaign,
        hcp,
        "announce",
        EngagementKind.OPENED,
        -1,
        null,
        NOW);
  }

  private UUID enrolment(UUID hcp) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into enrolment (id, campaign_id, hcp_id, state, enrolled_at)
            values (:id, :campaign, :hcp, 'STARTING', now())
            """)
        .param("id", id)
        .param("campaign", campaign)
        .param("hcp", hcp)
        .update();
    return id;
  }

  /** A touch held by the campaign's switch; asked for first at an instant. */
  private void held(Instant first, boolean agrees) {
    UUID hcp = hcp();
    UUID enrolment = enrolment(hcp);
    if (agrees) {
      jdbc.sql(
              """
              insert into consent_entry (hcp_id, channel, purpose, status, at, source, evidence, actor)
              values (:hcp, 'EMAIL', 'PROMOTION', 'GRANTED', :at, 'IMPORT', 'test', 'tester')
              """)
          .param("hcp", hcp)
          .param("at", Timestamp.from(first.minusSeconds(60)))
          .update();
    }
    String key = enrolment + "/announce/1";
    trace(hcp, key, "HELD_UNTIL", "KILL_SWITCH", first, "CAMPAIGN " + campaign);
    UUID newest =
        trace(hcp, key, "HELD_UNTIL", "KILL_SWITCH", NOW.plusSeconds(1), "CAMPAIGN " + campaign);
    jdbc.sql(
            """
            insert into journey_visit (enrolment_id, step_id, campaign_id, kind, state, reason, trace_id, entered_at)
            values (:enrolment, 'announce', :campaign, 'TOUCH', 'HELD', 'KILL_SWITCH', :trace, now())
            """)
        .param("enrolment", enrolment)
        .param("campaign", campaign)
        .param("trace", newest)
        .update();
  }

  private UUID trace(
      UUID hcp, String key, String outcome, String reason, Instant at, String engaged) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into touch_trace (id, send_key, enrolment_id, hcp_id, campaign_id, step_id, channel, slot, outcome, reason,
              why, explanation, at)
            values (:id, :key, gen_random_uuid(), :hcp, :campaign, 'announce', 'EMAIL', 'announce', :outcome, :reason, '',
              jsonb_build_object('facts', jsonb_build_object('switch', cast(:engaged as text))), :at)
            """)
        .param("id", id)
        .param("key", key)
        .param("hcp", hcp)
        .param("campaign", campaign)
        .param("outcome", outcome)
        .param("reason", reason)
        .param("engaged", engaged)
        .param("at", Timestamp.from(at))
        .update();
    return id;
  }

  private UUID contacted(String state) {
    UUID hcp = hcp();
    contact(hcp, state);
    return hcp;
  }

  private UUID contact(UUID hcp, String state) {
    return contact(hcp, state, "NURTURE");
  }

  private UUID contact(UUID hcp, String state, String purpose) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into contact (id, send_key, enrolment_id, hcp_id, campaign_id, brand_id, step_id, channel, slot, version_id,
              market, language, state, at, links, rendered_hash, purpose)
            values (:id, :key, gen_random_uuid(), :hcp, :campaign, 'zelvaro', 'announce', 'EMAIL', 'announce',
              gen_random_uuid(), 'GB', 'en-GB', :state, :at, '{}', '', :purpose)
            """)
        .param("id", id)
        .param("key", UUID.randomUUID().toString())
        .param("hcp", hcp)
        .param("campaign", campaign)
        .param("state", state)
        .param("purpose", purpose)
        .param("at", Timestamp.from(NOW))
        .update();
    return id;
  }

  private UUID campaign() {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into campaign (id, name, template_id, brand_id, countries, waits, contact_hours, cap_days, cap_max, content,
              state, created_by, created_at, launched_by, launched_at)
            values (:id, 'Spring', 'journey-launch', 'zelvaro', '{GB}', '{}', '{}', 7, 3, '{}', 'LAUNCHED', 'mia', now(), 'mia', now())
            """)
        .param("id", id)
        .update();
    return id;
  }

  private UUID hcp() {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into hcp (id, external_id, pseudonym, country, language, specialty, type, tier, affinities, created_at, updated_at, version)
            values (:id, :name, :name, 'GB', 'en-GB', 'cardiology', 'PHYSICIAN', 1, '{}', now(), now(), 1)
            """)
        .param("id", id)
        .param("name", id.toString())
        .update();
    return id;
  }
}
