package io.medley.campaign.change;

import static io.medley.campaign.campaign.Somebody.bean;
import static io.medley.campaign.campaign.Somebody.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignPlan;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.CampaignState;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.EnrollerSettings;
import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.campaign.Enrolments;
import io.medley.campaign.campaign.Experiment;
import io.medley.campaign.campaign.JourneyExits;
import io.medley.campaign.campaign.OwnJourney;
import io.medley.campaign.campaign.OwnJourneys;
import io.medley.campaign.campaign.ReleasedJourneys;
import io.medley.campaign.campaign.Somebody;
import io.medley.campaign.campaign.WholeService;
import io.medley.campaign.change.ChangePreview.AtStep;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.journey.HcpTimeline;
import io.medley.campaign.journey.JourneyVisits;
import io.medley.campaign.touch.FrequencyCap;
import io.medley.campaign.touch.Outcome;
import io.medley.campaign.touch.Reason;
import io.medley.campaign.touch.TouchDecision;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.AuthorityMissing;
import io.medley.platform.signing.Sha256;
import io.medley.platform.time.RealTime;
import io.medley.workflows.engine.EngineUnavailable;
import io.medley.workflows.journey.JourneyProcesses;
import io.medley.workflows.journey.JourneyProcesses.Moved;
import io.medley.workflows.journey.JourneySteps;
import io.medley.workflows.journey.JourneyTemplate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A campaign that runs is changed: what is said before, who may, what becomes of whom. */
class PlanChangeIT {

  private static final Actor MIA = new Actor("mia.change", "Mia", Set.of(), null);
  private static final Actor BEA = new Actor("bea.change", "Bea", Set.of(), null);
  private static final UUID PIECE_A = piece("Plain");
  private static final UUID PIECE_B = piece("Pictures");

  /** The launch journey with another last step, under an id of its own. */
  private static final String SECOND = second();

  private final PlanChanging changing = bean(PlanChanging.class);
  private final PlanChanges changes = bean(PlanChanges.class);
  private final EnrolmentMoves moves = bean(EnrolmentMoves.class);
  private final Campaigns campaigns = bean(Campaigns.class);
  private final Enrolments enrolments = bean(Enrolments.class);
  private final JourneySteps steps = bean(JourneySteps.class);
  private final JourneyVisits visits = bean(JourneyVisits.class);
  private final JdbcClient jdbc = bean(JdbcClient.class);
  private final JourneyProcesses engine = mock(JourneyProcesses.class);
  private final CampaignId campaign = Somebody.campaign("journey-launch", "brand-of-change");
  private Instant realNow = RealTime.system().now();
  private final JourneyMover mover =
      new JourneyMover(
          moves,
          changes,
          campaigns,
          bean(CampaignPlanning.class),
          enrolments,
          bean(JourneyExits.class),
          engine,
          bean(EnrollerSettings.class),
          bean(AuditTrail.class),
          bean(Clock.class),
          () -> realNow,
          Somebody.TRANSACTIONS);

  @BeforeEach
  void people() {
    grant(MIA, "CAMPAIGN");
    grant(MIA, "LEAD_BRAND");
    grant(BEA, "LEAD_BRAND");
    jdbc.sql("update enrolment_move set state = 'OVER', settled_at = now() where state = 'PENDING'")
        .update();
    when(engine.oldestClaimJobAge()).thenReturn(Optional.empty());
    when(engine.move(anyLong(), any(), any())).thenReturn(new Moved(Moved.Outcome.DONE, ""));
  }

  @AfterEach
  void signOut() {
    SecurityContextHolder.clearContext();
  }

  @Test
  void shouldSayWhomWaitsAndCapsConcernAndCountAtOnceForEverybodyOnlyWhatIsPolicy() {
    EnrolmentId waits = waitsAt("pause");
    Instant due = visits.dueAt(waits, "pause").orElseThrow();

    PlanChange change =
        changing.propose(
            campaign,
            new ChangeProposal(
                null,
                Map.of("pause", Duration.ofDays(9)),
                null,
                FrequencyCap.total(7, 0),
                null,
                Map.of(),
                Map.of()),
            "Too many at once",
            MIA);
    ChangePreview preview = changing.look(change);

    assertThat(preview.steps()).as("the journey stays").isEmpty();
    assertThat(preview.underWay()).isEqualTo(1);
    assertThat(preview.differences())
        .extracting(ChangePreview.Difference::before, ChangePreview.Difference::after)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("4 days", "9 days"),
            org.assertj.core.groups.Tuple.tuple(
                "3 contacts in any 7 days", "0 contacts in any 7 days"));
    assertThat(preview.differences())
        .extracting(ChangePreview.Difference::whom)
        .anyMatch(whom -> whom.startsWith("1 who wait there now keep the date they were given"))
        .anyMatch(whom -> whom.contains("1 of those under way have reached it"));
    assertThat(campaigns.require(campaign).version()).as("nothing is different yet").isEqualTo(1);

    changing.confirm(change.id(), BEA);

    Campaign changed = campaigns.require(campaign);
    assertThat(changed.version()).isEqualTo(2);
    assertThat(changed.plan().cap()).isEqualTo(FrequencyCap.total(7, 0));
    assertThat(campaigns.of(enrolments.require(waits)).version()).isEqualTo(2);
    assertThat(visits.dueAt(waits, "pause")).contains(due);
    assertThat(moves.progress(campaign, 2)).as("nobody has to be moved for that").isEmpty();
    Instant later = steps.waitUntil(waitsAt("await-response").value(), "pause").waitUntil();
    assertThat(later).isAfterOrEqualTo(now().plus(Duration.ofDays(8)));
  }

  @Test
  void shouldLetSomebodyElseWhoLeadsTheBrandConfirmAndOnlyOnce() {
    PlanChange change = propose(Map.of("pause", Duration.ofDays(1)));

    assertThatThrownBy(() -> changing.confirm(change.id(), MIA))
        .isInstanceOf(ChangeRefusal.OwnChange.class);
    assertThatThrownBy(
            () -> changing.confirm(change.id(), new Actor("stranger", "S", Set.of(), null)))
        .isInstanceOf(AuthorityMissing.class);
    assertThatThrownBy(() -> propose(Map.of("pause", Duration.ofDays(2))))
        .isInstanceOf(ChangeRefusal.ChangeConflict.class)
        .hasMessageContaining("waits to be confirmed");

    changing.confirm(change.id(), BEA);

    assertThatThrownBy(() -> changing.confirm(change.id(), BEA))
        .isInstanceOf(ChangeRefusal.ChangeConflict.class);
    assertThat(audited(campaign)).contains("change-proposed", "change-confirmed");
    assertThatThrownBy(() -> propose(Map.of("pause", Duration.ofDays(1))))
        .isInstanceOf(ChangeRefusal.ChangeUnusable.class)
        .hasMessage("Nothing would be different.");
  }

  @Test
  void shouldMoveWhoCanGoOnAndKeepOrFinishWhoCannot() {
    EnrolmentId notBegun = Somebody.enrolled(Somebody.hcp("rep.change"), campaign);
    EnrolmentId waits = waitsAt("pause");
    EnrolmentId gone = heldAt("reminder");
    EnrolmentId over = waitsAt("pause");
    ChangeProposal proposal = journey(PlanChange.Gone.KEEP);

    ChangePreview preview = changing.look(campaign, proposal);
    assertThat(at(preview, "pause"))
        .extracting(AtStep::waiting, AtStep::goesOn)
        .containsExactly(2L, true);
    assertThat(at(preview, "reminder"))
        .extracting(AtStep::held, AtStep::goesOn, AtStep::why)
        .containsExactly(1L, false, "The new journey has no such step.");
    assertThat(preview.added()).containsExactly("Send the reminder");
    assertThat(preview.goOn()).isEqualTo(2);
    assertThat(preview.kept()).isEqualTo(1);
    assertThat(preview.notBegun()).isEqualTo(1);

    changing.confirm(changing.propose(campaign, proposal, "A last call", MIA).id(), BEA);
    finished(over);

    assertThat(mover.run()).isEqualTo(3);
    assertThat(moves.progress(campaign, 2))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                EnrolmentMoves.State.MOVED, 1L,
                EnrolmentMoves.State.KEPT, 1L,
                EnrolmentMoves.State.OVER, 1L));
    assertThat(template(waits)).isEqualTo(SECOND);
    assertThat(template(notBegun)).as("begins with the new one").isEqualTo(SECOND);
    assertThat(template(gone)).as("goes on by the old one").isEqualTo("journey-launch");
    assertThat(campaigns.of(enrolments.require(gone)).plan().cap())
        .as("but by today's caps")
        .isEqualTo(campaigns.require(campaign).plan().cap());
    verify(engine, times(1)).move(anyLong(), any(), any());
    assertThat(audited(waits)).contains("moved-to-version");
    HcpId hcp = new HcpId(enrolments.require(waits).hcpId());
    assertThat(bean(HcpTimeline.class).of(hcp))
        .anyMatch(entry -> "PLAN_CHANGED".equals(entry.reason()));
    assertThat(template(Somebody.enrolled(Somebody.hcp("rep.change"), campaign)))
        .as("who enters later")
        .isEqualTo(SECOND);
  }

  @Test
  void shouldFinishThoseAtAStepThatIsGoneWhereThatIsChosen() {
    EnrolmentId gone = heldAt("reminder");

    changing.confirm(
        changing.propose(campaign, journey(PlanChange.Gone.FINISH), "A last call", MIA).id(), BEA);
    mover.run();

    assertThat(enrolments.require(gone).exitReason()).isEqualTo("JOURNEY_CHANGED");
    assertThat(moves.progress(campaign, 2)).containsOnlyKeys(EnrolmentMoves.State.FINISHED);
    verify(engine, never()).move(anyLong(), any(), any());
  }

  @Test
  void shouldGoOnWhereItStoppedWhenTheEngineWasAway() {
    EnrolmentId waits = waitsAt("pause");
    changing.confirm(
        changing.propose(campaign, journey(PlanChange.Gone.KEEP), "A last call", MIA).id(), BEA);
    when(engine.move(anyLong(), any(), any()))
        .thenThrow(new EngineUnavailable("away", new IllegalStateException("away")))
        .thenReturn(new Moved(Moved.Outcome.DONE, ""));

    mover.run();

    assertThat(template(waits)).isEqualTo("journey-launch");
    PlanChange next =
        changing.propose(
            campaign,
            new ChangeProposal(
                null, null, null, FrequencyCap.total(30, 1), null, Map.of(), Map.of()),
            "Meanwhile",
            MIA);
    assertThatThrownBy(() -> changing.confirm(next.id(), BEA))
        .isInstanceOf(ChangeRefusal.ChangeConflict.class)
        .hasMessageContaining("1 HCPs are to be moved");
    assertThat(mover.run()).as("not at once again").isZero();
    realNow = realNow.plusSeconds(6);
    assertThat(mover.run()).isEqualTo(1);
    assertThat(template(waits)).isEqualTo(SECOND);
    changing.confirm(next.id(), BEA);
  }

  @Test
  void shouldSayWhyTheEngineMovedSomebodyNotAndTryAnewWhenAsked() {
    EnrolmentId waits = waitsAt("pause");
    changing.confirm(
        changing.propose(campaign, journey(PlanChange.Gone.KEEP), "A last call", MIA).id(), BEA);
    when(engine.move(anyLong(), any(), any()))
        .thenReturn(new Moved(Moved.Outcome.REFUSED, "no mapping for wait_pause"));

    for (int i = 0; i < 8; i++) {
      assertThat(moves.refused(campaign, 2, 10)).isEmpty();
      mover.run();
      realNow = realNow.plusSeconds(6);
    }

    assertThat(moves.refused(campaign, 2, 10))
        .singleElement()
        .extracting(EnrolmentMoves.Refused::reason)
        .isEqualTo("no mapping for wait_pause");
    assertThat(mover.run()).isZero();
    assertThat(changing.again(campaign, MIA)).isEqualTo(1);
    when(engine.move(anyLong(), any(), any())).thenReturn(new Moved(Moved.Outcome.DONE, ""));
    mover.run();
    assertThat(template(waits)).isEqualTo(SECOND);
  }

  @Test
  void shouldKeepEverybodyInTheirArmInTheNextVersionAndGiveAllTheWinnerWhenAsked() {
    Experiment tried =
        new Experiment(
            List.of(
                new Experiment.Arm("A", 50, List.of(PIECE_A)),
                new Experiment.Arm("B", 50, List.of(PIECE_B))));
    jdbc.sql("update campaign set state = 'DRAFT', launched_at = null where id = :id")
        .param("id", campaign.value())
        .update();
    Somebody.TRANSACTIONS.executeWithoutResult(
        status -> {
          campaigns.experiments(campaign, Map.of("announce", tried));
          campaigns.launched(campaign, "mia", now());
        });
    List<UUID> hcps = java.util.stream.Stream.generate(UUID::randomUUID).limit(50).toList();
    CampaignPlan first = campaigns.require(campaign).plan();

    changing.confirm(
        changing.propose(campaign, journey(PlanChange.Gone.KEEP), "Another journey", MIA).id(),
        BEA);

    CampaignPlan second = campaigns.require(campaign).plan();
    assertThat(second.templateId()).isEqualTo(SECOND);
    assertThat(hcps)
        .allSatisfy(
            hcp ->
                assertThat(second.planned(campaign.value(), "announce", hcp))
                    .isEqualTo(first.planned(campaign.value(), "announce", hcp)));
    assertThat(hcps.stream().map(hcp -> second.planned(campaign.value(), "announce", hcp)))
        .contains(List.of(PIECE_A), List.of(PIECE_B));

    changing.confirm(
        changing
            .propose(
                campaign,
                new ChangeProposal(null, null, null, null, null, Map.of("announce", "B"), Map.of()),
                "B it is",
                MIA)
            .id(),
        BEA);

    assertThat(campaigns.require(campaign).plan().experiments()).isEmpty();
    assertThat(hcps)
        .allSatisfy(
            hcp ->
                assertThat(
                        campaigns
                            .require(campaign)
                            .plan()
                            .planned(campaign.value(), "announce", hcp))
                    .containsExactly(PIECE_B));
    assertThat(bean(io.medley.campaign.measure.Experimenting.class).of(campaigns.require(campaign)))
        .as("what was tried is still read")
        .singleElement()
        .satisfies(one -> assertThat(one.endedAt()).isNotNull());
  }

  @Test
  void shouldRefuseWhatCannotBeCarriedOut() {
    assertThatThrownBy(() -> propose(Map.of("no-such-step", Duration.ofDays(1))))
        .isInstanceOf(io.medley.campaign.campaign.CampaignRefusal.PlanIncomplete.class);
    assertThatThrownBy(
            () ->
                changing.look(
                    campaign,
                    new ChangeProposal(
                        "journey-rep-call-follow-up", null, null, null, null, Map.of(), Map.of())))
        .isInstanceOf(ChangeRefusal.ChangeUnusable.class)
        .hasMessageContaining("begins otherwise");
    assertThatThrownBy(
            () ->
                changing.look(
                    campaign,
                    new ChangeProposal(
                        null,
                        null,
                        null,
                        null,
                        Map.of("announce", List.of(UUID.randomUUID())),
                        Map.of(),
                        Map.of())))
        .isInstanceOf(ChangeRefusal.ChangeUnusable.class)
        .hasMessageContaining("not approved for the brand");
    CampaignId draft = CampaignId.random();
    Somebody.TRANSACTIONS.executeWithoutResult(
        status ->
            campaigns.add(
                new Campaign(
                    draft,
                    campaigns.require(campaign).plan(),
                    CampaignState.DRAFT,
                    "mia",
                    now(),
                    null,
                    null,
                    null,
                    null)));
    assertThatThrownBy(() -> changing.propose(draft, journey(PlanChange.Gone.KEEP), "Because", MIA))
        .isInstanceOf(ChangeRefusal.ChangeConflict.class)
        .hasMessageContaining("is a draft");
  }

  @Test
  void shouldBeDoneOnItsPage() throws Exception {
    MockMvc pages =
        MockMvcBuilders.webAppContextSetup((WebApplicationContext) WholeService.context()).build();
    EnrolmentId waits = waitsAt("pause");
    heldAt("reminder");
    String base = "/campaigns/" + campaign + "/changes";

    Somebody.signIn(MIA.id(), "MARKETER");
    assertThat(Somebody.kept("changes", body(pages, get(base))))
        .contains("Change while it runs", "Ask for the change", "Upload a changed one");
    assertThat(
            body(
                pages,
                post(base + "/preview")
                    .header("HX-Request", "true")
                    .param("templateId", SECOND)
                    .param("capMax", "3")
                    .param("capDays", "7")))
        .contains("go on by the old journey", "finish now", "The new journey has no such step.");
    pages
        .perform(
            post(base)
                .param("templateId", SECOND)
                .param("capMax", "3")
                .param("capDays", "7")
                .param("gone[reminder]", "FINISH")
                .param("why", "A last call"))
        .andReturn();
    assertThat(body(pages, get(base)))
        .contains("Waits to be confirmed", "They finish now.", "Take it back")
        .doesNotContain("Confirm in my name");
    Somebody.signIn(BEA.id(), "MARKETER");
    assertThat(Somebody.kept("changes-open", body(pages, get(base))))
        .contains("Confirm in my name");
    PlanChange open = changes.open(campaign).orElseThrow();
    pages.perform(post(base + "/" + open.id() + "/confirmation")).andReturn();
    mover.run();

    assertThat(Somebody.kept("changes-done", body(pages, get(base))))
        .contains("HCPs moved to version", "Finished", "A last call", "bea.change");
    assertThat(template(waits)).isEqualTo(SECOND);
    Somebody.signIn(MIA.id(), "MARKETER");
    assertThat(body(pages, get("/api" + base)))
        .contains("\"state\":\"CONFIRMED\"", "\"MOVED\":1", "\"FINISHED\":1");
  }

  @Test
  void shouldShowWhoStandsAtAStepThatTheNewestModelLacksNamedByTheirs() throws Exception {
    heldAt("reminder");
    changing.confirm(
        changing.propose(campaign, journey(PlanChange.Gone.KEEP), "A last call", MIA).id(), BEA);
    mover.run();
    MockMvc pages =
        MockMvcBuilders.webAppContextSetup((WebApplicationContext) WholeService.context()).build();
    Somebody.signIn(MIA.id(), "MARKETER");
    String base = "/campaigns/" + campaign;

    JsonNode steps = JsonMapper.shared().readTree(body(pages, get(base + "/map")));
    JsonNode old =
        steps
            .valueStream()
            .filter(step -> step.path("stepId").asString().equals("reminder"))
            .findFirst()
            .orElseThrow();
    assertThat(old.path("held").asInt()).isEqualTo(1);
    assertThat(old.path("earlier").asString()).isEqualTo("version 1: " + launch().title());
    assertThat(steps.valueStream().filter(step -> !step.path("earlier").isNull())).hasSize(1);
    assertThat(Somebody.kept("campaign-older", body(pages, get(base))))
        .contains("version 1: " + launch().title());
    assertThat(body(pages, get(base + "/steps/reminder")))
        .contains("only in version 1: " + launch().title(), "Outside contact hours");
  }

  @Test
  void shouldLetThoseUnderWayGoOnByTheModelTheyBeganWithUntilAChangeMovesThem() throws Exception {
    JourneyReleases releases = bean(JourneyReleases.class);
    JourneyTemplate today = launch();
    String before = today.bpmnXml().replace("value=\"reminder\"", "value=\"first-reminder\"");
    EnrolmentId waits = waitsAt("pause");
    EnrolmentId notBegun = Somebody.enrolled(Somebody.hcp("rep.change"), campaign);
    // The release before this one ran last.
    released(before, now().minusSeconds(1));

    assertThat(releases.compare()).isPositive();
    assertThat(releases.compare()).as("once").isZero();

    assertThat(campaigns.require(campaign).version()).isEqualTo(2);
    assertThat(enrolments.require(notBegun).version()).isEqualTo(2);
    assertThat(enrolments.require(waits).version()).as("stays where it is").isEqualTo(1);
    assertThat(model(waits)).isEqualTo(before);
    assertThat(model(notBegun)).isEqualTo(today.bpmnXml());
    assertThat(campaigns.of(enrolments.require(waits)).plan().processId())
        .as("still the same journey, with its purpose")
        .isEqualTo("journey-launch");
    assertThat(audited(campaign)).contains("journey-released");
    ChangesNeedingMe needs = bean(ChangesNeedingMe.class);
    String name = campaigns.require(campaign).plan().name();
    assertThat(needs.of(MIA)).anyMatch(need -> need.what().contains(name));
    Somebody.signIn(MIA.id(), "MARKETER");
    MockMvc pages =
        MockMvcBuilders.webAppContextSetup((WebApplicationContext) WholeService.context()).build();
    assertThat(
            Somebody.kept(
                "changes-release", body(pages, get("/campaigns/" + campaign + "/changes"))))
        .contains("HCPs in an older journey", "as it was before a release altered it");

    ChangeProposal catchUp =
        new ChangeProposal(null, null, null, null, null, Map.of(), Map.of(), true);
    ChangePreview preview = changing.look(campaign, catchUp);
    assertThat(at(preview, "pause"))
        .extracting(AtStep::version, AtStep::waiting, AtStep::goesOn)
        .containsExactly(1, 1L, true);
    assertThat(at(preview, "first-reminder").goesOn()).isFalse();
    changing.confirm(changing.propose(campaign, catchUp, "One journey for all", MIA).id(), BEA);
    assertThat(mover.run()).isEqualTo(1);

    assertThat(enrolments.require(waits).version()).isEqualTo(3);
    assertThat(enrolments.require(notBegun).version()).isEqualTo(3);
    assertThat(model(waits)).isEqualTo(today.bpmnXml());
    verify(engine)
        .move(
            anyLong(),
            argThat(from -> from.bpmnXml().equals(before)),
            argThat(to -> to.bpmnXml().equals(today.bpmnXml())));
    assertThat(needs.of(MIA)).noneMatch(need -> need.what().contains(name));
    assertThatThrownBy(() -> changing.propose(campaign, catchUp, "Again", MIA))
        .isInstanceOf(ChangeRefusal.ChangeUnusable.class)
        .hasMessage("Nothing would be different.");
  }

  private static void released(String model, Instant at) {
    Somebody.TRANSACTIONS.executeWithoutResult(
        status ->
            bean(ReleasedJourneys.class).released("journey-launch", Sha256.hex(model), model, at));
  }

  private String model(EnrolmentId id) {
    return bean(CampaignPlanning.class).template(template(id)).bpmnXml();
  }

  private static JourneyTemplate launch() {
    return JourneyTemplate.ofThisInstallation().stream()
        .filter(template -> template.id().equals("journey-launch"))
        .findFirst()
        .orElseThrow();
  }

  private static String body(
      MockMvc pages, org.springframework.test.web.servlet.RequestBuilder request) throws Exception {
    var response = pages.perform(request).andReturn().getResponse();
    assertThat(response.getStatus()).isEqualTo(200);
    return response.getContentAsString();
  }

  private PlanChange propose(Map<String, Duration> waits) {
    return changing.propose(
        campaign,
        new ChangeProposal(null, waits, null, null, null, Map.of(), Map.of()),
        "Because",
        MIA);
  }

  private static ChangeProposal journey(PlanChange.Gone gone) {
    return new ChangeProposal(SECOND, null, null, null, null, Map.of(), Map.of("reminder", gone));
  }

  private static AtStep at(ChangePreview preview, String step) {
    return preview.steps().stream()
        .filter(one -> one.stepId().equals(step))
        .findFirst()
        .orElseThrow();
  }

  private EnrolmentId waitsAt(String step) {
    EnrolmentId id = Somebody.running(Somebody.enrolled(Somebody.hcp("rep.change"), campaign));
    steps.waitUntil(id.value(), step);
    return id;
  }

  private EnrolmentId heldAt(String step) {
    EnrolmentId id = Somebody.running(Somebody.enrolled(Somebody.hcp("rep.change"), campaign));
    Somebody.TRANSACTIONS.executeWithoutResult(
        status -> {
          visits.arriveAtTouch(enrolments.require(id), step, 1, now());
          visits.touched(
              enrolments.require(id),
              step,
              1,
              new TouchDecision(
                  Outcome.HELD_UNTIL,
                  Reason.OUTSIDE_CONTACT_HOURS,
                  now().plus(Duration.ofHours(9)),
                  null,
                  UUID.randomUUID()),
              now());
        });
    return id;
  }

  private void finished(EnrolmentId id) {
    Somebody.TRANSACTIONS.executeWithoutResult(
        status ->
            enrolments.finish(
                id, io.medley.campaign.campaign.EnrolmentState.COMPLETED, Optional.empty(), now()));
  }

  private String template(EnrolmentId id) {
    return campaigns.of(enrolments.require(id)).plan().templateId();
  }

  private List<String> audited(Object aggregate) {
    return jdbc.sql("select action from audit_entry where aggregate_id = :id")
        .param("id", aggregate.toString())
        .query(String.class)
        .list();
  }

  private static void grant(Actor person, String authority) {
    bean(JdbcClient.class)
        .sql(
            """
            insert into authority_grant (holder, holder_kind, authority, market, granted_by,
                                         granted_at)
            values (:person, 'PERSON', :authority, '*', 'test', now()) on conflict do nothing
            """)
        .param("person", person.id())
        .param("authority", authority)
        .update();
  }

  private static UUID piece(String title) {
    UUID version = UUID.randomUUID();
    bean(JdbcClient.class)
        .sql(
            """
            insert into servable_version
              (version_id, asset_id, number, state, content_hash, metadata_hash, brand_id, title,
               job_code, material_type, markets, language, channels, audiences, slot_hints, proof)
            values (:version, :version, 1, 'LIVE', 'hash', 'hash', 'brand-of-change', :title,
                    'GB-1', 'EMAIL', '{GB}', 'en-GB', '{EMAIL}', '{HCP}', '{}', '{}')
            """)
        .param("version", version)
        .param("title", title)
        .update();
    return version;
  }

  private static String second() {
    String id = "journey-second-" + UUID.randomUUID();
    String xml =
        launch()
            .bpmnXml()
            .replace("\"journey-launch\"", "\"" + id + "\"")
            .replace("journey.start.journey-launch", "journey.start." + id)
            .replace("key=\"step\" value=\"reminder\"", "key=\"step\" value=\"last-call\"");
    Somebody.TRANSACTIONS.executeWithoutResult(
        status -> bean(OwnJourneys.class).save(new OwnJourney(id, 1, xml, "mia", now())));
    return id;
  }
}
