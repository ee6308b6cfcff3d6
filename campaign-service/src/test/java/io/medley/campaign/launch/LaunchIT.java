package io.medley.campaign.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.medley.campaign.audience.Audience;
import io.medley.campaign.audience.Audiences;
import io.medley.campaign.audience.Condition;
import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignLaunching;
import io.medley.campaign.campaign.CampaignMembers;
import io.medley.campaign.campaign.CampaignPlan;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.CampaignState;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.Enrolling;
import io.medley.campaign.campaign.Experiment;
import io.medley.campaign.campaign.Readiness;
import io.medley.campaign.campaign.ReadinessAssessing;
import io.medley.campaign.campaign.RowsContext;
import io.medley.campaign.campaign.SendControl;
import io.medley.campaign.dryrun.DryRun;
import io.medley.campaign.dryrun.DryRunning;
import io.medley.campaign.dryrun.ResponseModel;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.hcp.NoBrandTiers;
import io.medley.campaign.launch.Criterion.Bound;
import io.medley.campaign.launch.Criterion.Measure;
import io.medley.campaign.measure.Measurement;
import io.medley.campaign.touch.ContentRequests;
import io.medley.campaign.touch.FrequencyCap;
import io.medley.campaign.touch.LearnedLikings;
import io.medley.campaign.touch.SendChecking;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.notification.Notifying;
import io.medley.platform.page.MedleyUrls;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.AuthorityMissing;
import io.medley.workflows.campaignlaunch.LaunchProcesses;
import io.medley.workflows.campaignlaunch.LaunchStand;
import io.medley.workflows.campaignlaunch.LaunchTask;
import io.medley.workflows.journey.JourneyTemplate;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionInterceptor;
import org.springframework.transaction.support.TransactionTemplate;

/** From a draft to its close, through every gate; on a real PostgreSQL. */
class LaunchIT {

  private static final Instant NOW = Instant.parse("2026-06-01T09:00:00Z");
  private static final Actor MIA = person("mia");
  private static final Actor BEA = person("bea");
  private static final Actor MAX = person("max");
  private static final Actor ADA = person("ada");
  private static final Actor FINN = person("finn");
  private static final Map<String, Set<Authority>> AUTHORITIES =
      Map.of(
          "mia", Set.of(Authority.CAMPAIGN, Authority.LEAD_BRAND),
          "bea", Set.of(Authority.LEAD_BRAND),
          "max", Set.of(Authority.LANE_MEDICAL),
          "ada", Set.of(Authority.PRIVACY),
          "finn", Set.of(Authority.LEAD_FIELD));
  private static final AtomicInteger COUNTRIES = new AtomicInteger();
  private static final Readiness.Finding RED =
      new Readiness.Finding(
          "CONTENT/announce/X/en",
          Readiness.Level.RED,
          "announce",
          null,
          "No approved piece.",
          "Open a brief.",
          new Readiness.Coverage("announce", "Announce", "EMAIL", "X", "en", 40, List.of()));

  private static final JourneyTemplate TEMPLATE =
      JourneyTemplate.ofThisInstallation().stream()
          .filter(template -> template.id().equals("journey-launch"))
          .findFirst()
          .orElseThrow();
  private static final ConfigurableApplicationContext CONTEXT = RowsContext.start();

  private final JdbcClient jdbc = CONTEXT.getBean(JdbcClient.class);
  private final Launches launches = CONTEXT.getBean(Launches.class);
  private final Campaigns campaigns = CONTEXT.getBean(Campaigns.class);
  private final Audiences audiences = CONTEXT.getBean(Audiences.class);
  private final AuditTrail audit = CONTEXT.getBean(AuditTrail.class);
  private final TransactionTemplate transactions =
      new TransactionTemplate(CONTEXT.getBean(PlatformTransactionManager.class));
  private final List<String> told = new ArrayList<>();
  private final List<ContentRequests.Gap> gaps = new ArrayList<>();
  private final Clock clock = mock(Clock.class);
  private final ReadinessAssessing assessing = mock(ReadinessAssessing.class);
  private final DryRunning dryRuns = mock(DryRunning.class);
  private final Measurement.Counting measuring = mock(Measurement.Counting.class);
  private final SendChecking checking = mock(SendChecking.class);
  private Instant now = NOW;
  private Campaign campaign = campaign("ZZ");
  private LaunchPreparing preparing = preparing();
  private LaunchDeciding deciding = deciding();
  private LaunchSteering steering = steering();

  @AfterAll
  static void stop() {
    CONTEXT.close();
  }

  @BeforeEach
  void draft() {
    when(clock.instant()).thenAnswer(call -> now);
    when(measuring.of(any(), anyString()))
        .thenReturn(
            new Measurement(
                new io.medley.campaign.measure.Comparison(0, 0, 0, 0),
                Map.of(),
                0,
                0,
                List.of(new Measurement.NotMade("HELD_UNTIL", "NO_TIME_ZONE", "EMAIL", 3))));
    int number = COUNTRIES.getAndIncrement();
    String country = "%c%c".formatted('A' + number / 26, 'A' + number % 26);
    campaign = campaign(country);
    transactions.executeWithoutResult(status -> campaigns.add(campaign));
    for (int i = 0; i < 40; i++) {
      jdbc.sql(
              """
              insert into hcp (id, external_id, pseudonym, country, language, specialty, type, tier,
                               affinities, created_at, updated_at, version)
              values (:id, :name, :name, :country, 'en', 'CARDIOLOGY', 'MD', :tier, '{}', :at, :at, 1)
              """)
          .param("id", UUID.randomUUID())
          .param("name", country + "-" + i)
          .param("country", country)
          .param("tier", 1 + i % 2)
          .param("at", Timestamp.from(NOW))
          .update();
    }
    ready(List.of());
    DryRun run =
        new DryRun(
            UUID.randomUUID(),
            campaign.id().value(),
            10,
            ResponseModel.USUAL,
            "hash",
            "mia",
            NOW,
            DryRun.State.DONE,
            40,
            40,
            null,
            null,
            1L);
    jdbc.sql(
            """
            insert into dry_run (id, campaign_id, weeks, responses, inputs_hash, started_by, started_at,
                                 state, audience, report)
            values (:id, :campaign, 10, '{}', 'hash', 'mia', now(), 'DONE', 40, '{}')
            """)
        .param("id", run.id())
        .param("campaign", campaign.id().value())
        .update();
    when(dryRuns.current(any())).thenReturn(Optional.of(run));
    when(dryRuns.require(any())).thenReturn(run);
    when(dryRuns.stillAbout(any(), any())).thenReturn(true);
    preparing = preparing();
    deciding = deciding();
    steering = steering();
  }

  @Test
  void shouldAskOnlyOnceNothingIsLacking() {
    ready(List.of(RED));
    when(dryRuns.current(any())).thenReturn(Optional.empty());
    preparing.begin(campaign.id(), new LaunchPlan(10, 14, 1, 7, List.of()), MIA);

    assertThatThrownBy(() -> preparing.ask(campaign.id(), MIA))
        .isInstanceOfSatisfying(
            LaunchRefusal.NotReady.class,
            refusal ->
                assertThat(refusal.lacks())
                    .hasSize(3)
                    .anySatisfy(lack -> assertThat(lack).contains("stands red"))
                    .anySatisfy(lack -> assertThat(lack).contains("dry run"))
                    .anySatisfy(lack -> assertThat(lack).contains("criterion")));
    assertThat(launch().stage()).isEqualTo(Stage.PREPARING);
    assertThat(look().stand()).isEqualTo(LaunchStand.Place.PREPARE);
  }

  @Test
  void shouldLetOnlySomebodyElseAcceptWhatStandsRed() {
    ready(List.of(RED));
    preparing.begin(campaign.id(), LaunchPlan.ONE_SITTING, MIA);

    assertThatThrownBy(() -> preparing.accept(campaign.id(), RED.key(), "Mine.", MIA))
        .isInstanceOf(LaunchRefusal.OwnRequest.class);
    assertThatThrownBy(() -> preparing.accept(campaign.id(), RED.key(), "Not mine.", MAX))
        .isInstanceOf(AuthorityMissing.class);
    assertThatThrownBy(() -> preparing.accept(campaign.id(), RED.key(), " ", BEA))
        .isInstanceOf(LaunchRefusal.Unusable.class);
    assertThatThrownBy(() -> preparing.accept(campaign.id(), "CONTENT/other", "Why not.", BEA))
        .isInstanceOf(LaunchRefusal.Unusable.class);
    assertThatThrownBy(() -> preparing.ask(campaign.id(), MIA))
        .isInstanceOf(LaunchRefusal.NotReady.class);

    preparing.accept(campaign.id(), RED.key(), "Held until it is there.", BEA);
    preparing.ask(campaign.id(), MIA);

    assertThat(launch().stage()).isEqualTo(Stage.APPROVALS);
    assertThat(actions()).contains("launch-finding-accepted", "launch-approvals-asked");
  }

  @Test
  void shouldOpenABriefForAGapThroughContent() {
    ready(List.of(RED));
    preparing.begin(campaign.id(), LaunchPlan.ONE_SITTING, MIA);

    GapBrief brief = preparing.brief(campaign.id(), "announce/X/en", MIA);

    assertThat(gaps)
        .singleElement()
        .satisfies(
            gap -> {
              assertThat(gap.slot()).isEqualTo("announce");
              assertThat(gap.campaignId()).isEqualTo(campaign.id().value());
              assertThat(gap.dueOn()).isEqualTo("2026-06-22");
            });
    assertThat(launches.briefs(launch().id()))
        .extracting(GapBrief::briefId)
        .containsExactly(brief.briefId());
    assertThatThrownBy(() -> preparing.brief(campaign.id(), "announce/Y/en", MIA))
        .isInstanceOf(LaunchRefusal.Unusable.class);
  }

  @Test
  void shouldEnrolNobodyBeforeTheLastApprovalAndThenThePilotFirst() {
    LaunchPlan plan =
        new LaunchPlan(10, 14, 2, 7, List.of(new Criterion(Measure.CONTACTED, Bound.AT_LEAST, 50)));
    asked(plan);
    assertThat(look().approvals())
        .extracting(LaunchTask::candidateGroup)
        .allMatch(
            group ->
                group.endsWith(campaign.plan().countries().getFirst().toLowerCase(Locale.ROOT)))
        .hasSize(4);
    approve(ApprovalKind.BRAND, BEA);
    approve(ApprovalKind.MEDICAL, MAX);
    approve(ApprovalKind.PRIVACY, ADA);
    assertThat(look().approvals()).hasSize(1);
    release();
    assertThat(enrolled()).as("one approval is missing").isZero();

    approve(ApprovalKind.FIELD, FINN);
    assertThat(look().stand()).isEqualTo(LaunchStand.Place.PILOT);
    release();
    release();

    assertThat(enrolled()).isEqualTo(4);
    assertThat(campaigns.require(campaign.id()).state()).isEqualTo(CampaignState.LAUNCHED);
    assertThat(campaigns.require(campaign.id()).launchedBy()).isEqualTo("mia");
    assertThat(look().dueAt()).isEqualTo(NOW.plus(Duration.ofDays(7)));
    assertThatThrownBy(() -> decide(Decision.Verdict.GO, "Good.", BEA))
        .isInstanceOf(LaunchRefusal.StageConflict.class);

    now = NOW.plus(Duration.ofDays(14));
    assertThat(look().stand()).isEqualTo(LaunchStand.Place.DECIDE);
    assertThatThrownBy(() -> decide(Decision.Verdict.GO, "Good.", MIA))
        .isInstanceOf(LaunchRefusal.OwnRequest.class);
    decide(Decision.Verdict.GO, "Few, but all of them well.", BEA);
    assertThat(launches.decisions(launch().id()).getFirst().measured())
        .extracting(GoNoGo.Measured::result)
        .containsExactly(GoNoGo.Result.MISSED);

    assertThat(look().stand()).isEqualTo(LaunchStand.Place.WAVE);
    release();
    assertThat(enrolled()).isEqualTo(22);
    release();
    assertThat(enrolled()).as("the second wave is not due").isEqualTo(22);
    now = now.plus(Duration.ofDays(7));
    assertThat(look().stand()).isEqualTo(LaunchStand.Place.WAVE);
    release();

    assertThat(enrolled()).isEqualTo(40);
    assertThat(launch().stage()).isEqualTo(Stage.RUNNING);
  }

  @Test
  void shouldLaunchASmallCampaignInOneSittingThroughTheSameGates() {
    approved();

    assertThat(look().stand()).isEqualTo(LaunchStand.Place.WAVE);
    release();

    assertThat(enrolled()).isEqualTo(40);
    assertThat(launch().stage()).isEqualTo(Stage.RUNNING);
    assertThat(transactions.<Integer>execute(status -> deciding.enrolNew(campaign.id(), MIA)))
        .isZero();
  }

  @Test
  void shouldWriteAReadoutEveryWeek() {
    approved();
    release();
    UUID id = launch().id();
    readout();
    assertThat(launches.readouts(id)).isEmpty();

    now = NOW.plus(Duration.ofDays(7));
    assertThat(look().stand()).isEqualTo(LaunchStand.Place.READOUT);
    readout();
    readout();

    assertThat(launches.readouts(id))
        .singleElement()
        .satisfies(
            readout -> {
              assertThat(readout.figures().enrolled()).isEqualTo(40);
              assertThat(readout.actions())
                  .extracting(io.medley.campaign.measure.Readout.Action::what)
                  .containsExactly("Import time zones");
            });
    assertThat(look().dueAt()).isEqualTo(NOW.plus(Duration.ofDays(14)));
  }

  @Test
  void shouldLetNobodyApproveWhatTheyAskedFor() {
    asked(LaunchPlan.ONE_SITTING);

    assertThatThrownBy(() -> approve(ApprovalKind.BRAND, MIA))
        .isInstanceOf(LaunchRefusal.OwnRequest.class);
    assertThatThrownBy(() -> approve(ApprovalKind.MEDICAL, BEA))
        .isInstanceOf(AuthorityMissing.class);
    assertThat(steering.recordApproval(open(ApprovalKind.BRAND).id()).decided()).isFalse();
  }

  @Test
  void shouldComeBackToTheMarketerWithOneRefusal() {
    asked(LaunchPlan.ONE_SITTING);
    approve(ApprovalKind.BRAND, BEA);
    UUID field = open(ApprovalKind.FIELD).id();

    transactions.executeWithoutResult(
        status ->
            deciding.approve(
                campaign.id(), ApprovalKind.MEDICAL, false, "The order misleads.", MAX));

    assertThat(launch().stage()).isEqualTo(Stage.PREPARING);
    assertThat(steering.recordApproval(field).decided()).isTrue();
    assertThat(told).contains("approval " + field);
    assertThat(Objects.requireNonNull(look().work()).returnReason())
        .isEqualTo("Medical refused it: The order misleads.");
    assertThatThrownBy(() -> approve(ApprovalKind.PRIVACY, ADA))
        .isInstanceOf(LaunchRefusal.StageConflict.class);

    preparing.ask(campaign.id(), MIA);

    assertThat(look().approvals()).as("a new round asks all four again").hasSize(4);
  }

  @Test
  void shouldCountApprovalsForThePackageTheyWereAskedForOnly() {
    asked(LaunchPlan.ONE_SITTING);
    approve(ApprovalKind.BRAND, BEA);
    approve(ApprovalKind.MEDICAL, MAX);
    approve(ApprovalKind.PRIVACY, ADA);
    Audience few =
        new Audience(
            UUID.randomUUID(),
            "Few " + campaign.id(),
            1,
            Audience.Kind.LIVE,
            List.of(new Condition(Condition.Field.TIER, false, List.of("1"), null)),
            "mia",
            NOW);
    transactions.executeWithoutResult(
        status -> {
          audiences.add(few);
          audiences.assign(campaign.id().value(), few);
        });

    assertThatThrownBy(() -> approve(ApprovalKind.FIELD, FINN))
        .isInstanceOf(LaunchRefusal.PackageChanged.class);
    preparing.takeBack(campaign.id(), MIA);
    preparing.ask(campaign.id(), MIA);
    approveAll();
    release();

    assertThat(enrolled()).as("the chosen audience only").isEqualTo(20);
  }

  @Test
  void shouldCountNoApprovalForArmsThatWereSetAfterwards() {
    asked(LaunchPlan.ONE_SITTING);
    Experiment experiment =
        new Experiment(
            List.of(
                new Experiment.Arm("A", 50, List.of(UUID.randomUUID())),
                new Experiment.Arm("B", 50, List.of(UUID.randomUUID()))));
    transactions.executeWithoutResult(
        status -> campaigns.experiments(campaign.id(), Map.of("announce", experiment)));

    assertThat(campaigns.require(campaign.id()).plan().experiments())
        .containsExactly(Map.entry("announce", experiment));
    assertThatThrownBy(() -> approve(ApprovalKind.BRAND, BEA))
        .isInstanceOf(LaunchRefusal.PackageChanged.class);
  }

  @Test
  void shouldEnrolNobodyIfTheAudienceChangedAfterTheLastApproval() {
    approved();
    Audience few =
        new Audience(
            UUID.randomUUID(),
            "Few " + campaign.id(),
            1,
            Audience.Kind.LIVE,
            List.of(new Condition(Condition.Field.TIER, false, List.of("1"), null)),
            "mia",
            NOW);
    transactions.executeWithoutResult(
        status -> {
          audiences.add(few);
          audiences.assign(campaign.id().value(), few);
        });

    release();

    assertThat(enrolled()).isZero();
    assertThat(launch().stage()).isEqualTo(Stage.PREPARING);
    assertThat(actions()).contains("launch-changed-after-approval");
  }

  @Test
  void shouldEnrolNobodyByAModelThatWasDrawnAnewAfterTheLastApproval() {
    approved();
    when(dryRuns.stillAbout(any(), any())).thenReturn(false);

    release();

    assertThat(enrolled()).isZero();
    assertThat(launch().stage()).isEqualTo(Stage.PREPARING);
    assertThat(Objects.requireNonNull(look().work()).returnReason())
        .contains("changed after it was approved");
    assertThatThrownBy(() -> approve(ApprovalKind.BRAND, BEA))
        .isInstanceOf(LaunchRefusal.StageConflict.class);
    when(dryRuns.stillAbout(any(), any())).thenReturn(true);
    preparing.ask(campaign.id(), MIA);
    approveAll();
    release();
    assertThat(enrolled()).isEqualTo(40);
  }

  @Test
  void shouldLetNobodyApproveAModelThatWasDrawnAnew() {
    asked(LaunchPlan.ONE_SITTING);
    when(dryRuns.stillAbout(any(), any())).thenReturn(false);

    assertThatThrownBy(() -> approve(ApprovalKind.BRAND, BEA))
        .isInstanceOf(LaunchRefusal.PackageChanged.class);
  }

  @Test
  void shouldGoOnWithoutAWaveWhoseEntryWasClosed() {
    asked(new LaunchPlan(0, 14, 2, 7, List.of()));
    approveAll();
    release();
    now = NOW.plus(Duration.ofDays(7));
    jdbc.sql("insert into campaign_drain values (:id, 'Enough.', 'mia', now())")
        .param("id", campaign.id().value())
        .update();

    release();

    assertThat(enrolled()).isEqualTo(20);
    assertThat(launch().stage()).isEqualTo(Stage.RUNNING);
  }

  @Test
  void shouldEndItsProcessAsSoonAsTheCampaignIsStopped() {
    approved();
    release();
    told.clear();

    transactions.executeWithoutResult(
        status -> enrolling().stop(campaign.id(), "Complaints came in.", MIA));

    assertThat(told).containsExactly("changed " + launch().id());
    assertThat(look().stand()).isEqualTo(LaunchStand.Place.OVER);
    assertThat(launch().stage()).isEqualTo(Stage.STOPPED);
  }

  @Test
  void shouldStopWithANoGo() {
    LaunchPlan plan =
        new LaunchPlan(10, 14, 2, 7, List.of(new Criterion(Measure.CONTACTED, Bound.AT_LEAST, 50)));
    asked(plan);
    approveAll();
    release();

    decide(Decision.Verdict.NO_GO, "Complaints came in.", BEA);

    assertThat(campaigns.require(campaign.id()).state()).isEqualTo(CampaignState.STOPPED);
    assertThat(look().stand()).isEqualTo(LaunchStand.Place.OVER);
    release();
    assertThat(enrolled()).isEqualTo(4);
  }

  @Test
  void shouldBeClaimedByOneRunOnly() {
    preparing.begin(campaign.id(), LaunchPlan.ONE_SITTING, MIA);
    UUID id = launch().id();

    assertThat(steering.claim(id, 1, 100)).isTrue();
    assertThat(steering.claim(id, 1, 100)).isTrue();
    assertThat(steering.claim(id, 1, 200)).isFalse();
    steering.ended(id, 1, 100);
    assertThat(steering.claim(id, 1, 100)).isFalse();
    assertThat(launches.endedUndone(NOW.plusSeconds(1), 1_000)).extracting(Launch::id).contains(id);
  }

  private void approved() {
    asked(LaunchPlan.ONE_SITTING);
    approveAll();
  }

  private void asked(LaunchPlan plan) {
    preparing.begin(campaign.id(), plan, MIA);
    preparing.ask(campaign.id(), MIA);
  }

  private void approveAll() {
    approve(ApprovalKind.BRAND, BEA);
    approve(ApprovalKind.MEDICAL, MAX);
    approve(ApprovalKind.PRIVACY, ADA);
    approve(ApprovalKind.FIELD, FINN);
  }

  private void approve(ApprovalKind kind, Actor by) {
    transactions.executeWithoutResult(
        status -> deciding.approve(campaign.id(), kind, true, "In order.", by));
  }

  private void decide(Decision.Verdict verdict, String reason, Actor by) {
    transactions.executeWithoutResult(
        status -> deciding.decide(campaign.id(), verdict, reason, by));
  }

  private void release() {
    UUID id = launch().id();
    transactions.executeWithoutResult(status -> steering.release(id));
  }

  private void readout() {
    UUID id = launch().id();
    transactions.executeWithoutResult(status -> steering.readout(id));
  }

  private Approval open(ApprovalKind kind) {
    return launches.approvals(launch().id()).stream()
        .filter(approval -> approval.kind() == kind)
        .filter(approval -> approval.state() == Approval.State.OPEN)
        .findFirst()
        .orElseThrow();
  }

  private LaunchStand look() {
    return Objects.requireNonNull(transactions.execute(status -> steering.look(launch().id())));
  }

  private Launch launch() {
    return launches.of(campaign.id()).orElseThrow();
  }

  private long enrolled() {
    return jdbc.sql("select count(*) from enrolment where campaign_id = :id")
        .param("id", campaign.id().value())
        .query(Long.class)
        .single();
  }

  private List<String> actions() {
    return jdbc.sql("select action from audit_entry where aggregate_id = :id order by sequence")
        .param("id", campaign.id().toString())
        .query(String.class)
        .list();
  }

  private void ready(List<Readiness.Finding> findings) {
    List<Readiness.Coverage> coverage =
        findings.stream().map(Readiness.Finding::gap).filter(Objects::nonNull).toList();
    when(checking.campaign(any())).thenReturn(new SendChecking.Result(0, 0, List.of()));
    when(assessing.assess(any(JourneyTemplate.class), any(Campaign.class)))
        .thenReturn(
            new Readiness(
                List.of(new Readiness.AudiencePart("X", "en", 40)),
                List.of(new Readiness.Reach("X", 40, 40)),
                coverage,
                true,
                findings));
  }

  private LaunchPreparing preparing() {
    return new LaunchPreparing(
        launches,
        campaigns,
        planning(),
        assessing,
        dryRuns,
        content(),
        gap -> {
          gaps.add(gap);
          return UUID.randomUUID();
        },
        processes(),
        new LaunchNotices(mock(Notifying.class)),
        authorities(),
        audit,
        clock,
        () -> NOW,
        transactions);
  }

  private LaunchDeciding deciding() {
    return new LaunchDeciding(
        launches,
        campaigns,
        enrolling(),
        mock(SendControl.class),
        content(),
        processes(),
        new LaunchNotices(mock(Notifying.class)),
        authorities(),
        audit,
        clock);
  }

  private LaunchSteering steering() {
    return new LaunchSteering(
        launches,
        campaigns,
        enrolling(),
        members(),
        new CohortPlanning(launches, planning(), mock(LearnedLikings.class), new NoBrandTiers()),
        content(),
        new LaunchNotices(mock(Notifying.class)),
        measuring,
        checking,
        new MedleyUrls(null, null, null, null, null),
        audit,
        clock,
        transactions);
  }

  private LaunchPackage content() {
    return new LaunchPackage(members(), dryRuns, launches);
  }

  /** As the service has it: every call passes the transactions' interceptor. */
  private CampaignLaunching enrolling() {
    CampaignLaunching launching =
        Enrolling.on(
            CONTEXT,
            planning(),
            members(),
            authorities(),
            clock,
            new LaunchStopping(launches, processes()));
    ProxyFactory proxy = new ProxyFactory(launching);
    proxy.setProxyTargetClass(true);
    proxy.addAdvice(
        new TransactionInterceptor(
            (TransactionManager) CONTEXT.getBean(PlatformTransactionManager.class),
            new AnnotationTransactionAttributeSource()));
    return (CampaignLaunching) proxy.getProxy();
  }

  private CampaignMembers members() {
    Hcps hcps = mock(Hcps.class);
    when(hcps.profiles(any()))
        .thenAnswer(
            call -> {
              Collection<HcpId> ids = call.getArgument(0);
              return ids.stream().map(this::profile).toList();
            });
    return new CampaignMembers(audiences, hcps);
  }

  private HcpProfile profile(HcpId id) {
    return new HcpProfile(
        id,
        id.toString(),
        id.toString(),
        campaign.plan().countries().getFirst(),
        "en",
        null,
        "CARDIOLOGY",
        "MD",
        1,
        Map.of(),
        false);
  }

  private static CampaignPlanning planning() {
    CampaignPlanning planning = mock(CampaignPlanning.class);
    when(planning.template(anyString())).thenReturn(TEMPLATE);
    return planning;
  }

  private static Authorities authorities() {
    Authorities authorities = mock(Authorities.class);
    doAnswer(
            call -> {
              Actor by = call.getArgument(0);
              Authority authority = call.getArgument(1);
              if (!AUTHORITIES.getOrDefault(by.id(), Set.of()).contains(authority)) {
                throw new AuthorityMissing(by.id(), authority, call.getArgument(2));
              }
              return null;
            })
        .when(authorities)
        .require(any(), any(), anyString());
    return authorities;
  }

  private LaunchProcesses processes() {
    return new LaunchProcesses() {
      @Override
      public void start(UUID launchId, int attempt) {
        told.add("start " + launchId);
      }

      @Override
      public void changed(UUID launchId) {
        told.add("changed " + launchId);
      }

      @Override
      public void approvalDecided(UUID approvalId) {
        told.add("approval " + approvalId);
      }
    };
  }

  private static Actor person(String id) {
    return new Actor(id, id, Set.of(), null);
  }

  private static Campaign campaign(String country) {
    CampaignPlan plan =
        new CampaignPlan(
            "Autumn " + country,
            "journey-launch",
            "zelvaro",
            List.of(country),
            Map.of(),
            Map.of(),
            FrequencyCap.total(7, 3),
            Map.of());
    return new Campaign(
        CampaignId.random(), plan, CampaignState.DRAFT, "mia", NOW, null, null, null, null);
  }
}
