package io.medley.campaign.dryrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.medley.campaign.audience.Audiences;
import io.medley.campaign.audience.Makeup;
import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignMembers;
import io.medley.campaign.campaign.CampaignPlan;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.CampaignState;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.EnrollerSettings;
import io.medley.campaign.campaign.RowsContext;
import io.medley.campaign.channel.Tracked;
import io.medley.campaign.channel.TrackingRules;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpPortraits;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.hcp.NoBrandTiers;
import io.medley.campaign.hcp.Surroundings;
import io.medley.campaign.journey.PathFacts;
import io.medley.campaign.journey.TouchCommands;
import io.medley.campaign.overlap.Overlaps;
import io.medley.campaign.touch.ContactRules;
import io.medley.campaign.touch.FrequencyCap;
import io.medley.campaign.touch.GateSettings;
import io.medley.campaign.touch.Holdouts;
import io.medley.campaign.touch.ShadowGate;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.jdbc.AdvisoryLocks;
import io.medley.platform.jdbc.SessionLock;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.time.RealTime;
import io.medley.workflows.journey.JourneyTemplate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A dry run goes on by itself and stays with its campaign; on a real PostgreSQL. */
class DryRunningIT {

  private static final Instant NOW = Instant.parse("2026-03-02T07:00:00Z");
  private static final UUID WEBINAR = UUID.randomUUID();
  private static final Actor MIA = new Actor("mia", "Mia", Set.of(), null);
  private static final ConfigurableApplicationContext CONTEXT = RowsContext.start();

  @AfterAll
  static void stop() {
    CONTEXT.close();
  }

  private final DryRuns runs = CONTEXT.getBean(DryRuns.class);
  private final AdvisoryLocks locks = CONTEXT.getBean(AdvisoryLocks.class);
  private final PlatformTransactionManager manager =
      CONTEXT.getBean(PlatformTransactionManager.class);
  private final Campaign campaign = campaign();
  private final DryRunning running = running();
  private String drawnAnew = "";

  @BeforeEach
  void add() {
    new TransactionTemplate(manager)
        .executeWithoutResult(status -> CONTEXT.getBean(Campaigns.class).add(campaign));
  }

  @Test
  void shouldKeepTheReportOfARunThatWentOnByItself() {
    DryRun begun = running.begin(campaign.id(), 10, ResponseModel.USUAL, MIA);

    assertThat(begun.state()).isEqualTo(DryRun.State.RUNNING);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> running.require(begun.id()).state() != DryRun.State.RUNNING);
    DryRun done = running.require(begun.id());
    assertThat(done.failure()).isNull();
    assertThat(done.state()).isEqualTo(DryRun.State.DONE);
    assertThat(done.inputsHash()).isEqualTo(begun.inputsHash()).hasSize(64);
    assertThat(done.done()).isEqualTo(1);
    DryRunReport report = Objects.requireNonNull(done.report());
    assertThat(report.cohorts())
        .extracting(DryRunReport.Cohort::name, DryRunReport.Cohort::entered)
        .containsExactly(tuple("Pilot", 1), tuple("Wave 1", 0));
    assertThat(report.overlaps())
        .as("what else the audience is in stays with the run")
        .containsExactly(new DryRunReport.Overlap(WEBINAR, "Webinar", "zelvaro", 1));
    assertThat(report.from()).isEqualTo(NOW);
    assertThat(report.entered()).isEqualTo(1);
    assertThat(report.steps().getFirst().notMade()).isEqualTo(Map.of("CONSENT_MISSING", 1));
    assertThat(running.of(campaign.id())).containsExactly(done);
    assertThat(running.current(campaign)).contains(done);
    assertThat(running.stillAbout(campaign, done)).isTrue();
    drawnAnew = "<!-- another version -->";
    assertThat(running.stillAbout(campaign, done)).as("drawn anew meanwhile").isFalse();
    assertThat(running.current(campaign)).isEmpty();
  }

  @Test
  void shouldMakeOneRunOfACampaignAtATime() {
    DryRun made = begun();
    try (SessionLock elsewhere = locks.hold("dry-run", campaign.id())) {
      assertThat(elsewhere.held()).isTrue();

      assertThat(running.begin(campaign.id(), 10, ResponseModel.USUAL, MIA).id())
          .isEqualTo(made.id());
      assertThat(running.of(campaign.id())).hasSize(1);
    }
  }

  @Test
  void shouldSayOfARunThatItDiedWithItsProcess() {
    DryRun died = begun();

    assertThat(running.require(died.id()).state()).isEqualTo(DryRun.State.FAILED);
    assertThat(running.require(died.id()).failure())
        .isEqualTo("The service stopped while it was made; make another one.");
    assertThat(running.begin(campaign.id(), 10, ResponseModel.USUAL, MIA).id())
        .isNotEqualTo(died.id());
  }

  /** A run that another process began. */
  private DryRun begun() {
    DryRun run =
        new DryRun(
            UUID.randomUUID(),
            campaign.id().value(),
            10,
            ResponseModel.USUAL,
            "hash",
            "mia",
            NOW,
            DryRun.State.RUNNING,
            0,
            1,
            null,
            null,
            null);
    runs.add(run);
    return run;
  }

  private DryRunning running() {
    SnapshotReads snapshot = new SnapshotReads();
    HcpProfile hcp =
        new HcpProfile(
            HcpId.random(),
            "X1",
            "HCP-1",
            "DE",
            "de-DE",
            null,
            "ONCOLOGY",
            "PHYSICIAN",
            1,
            Map.of(),
            false);
    Hcps hcps = mock(Hcps.class);
    when(hcps.profiles(any())).thenReturn(List.of(hcp));
    when(hcps.surroundings(any())).thenReturn(new Surroundings(List.of(), Map.of()));
    Audiences audiences = mock(Audiences.class);
    when(audiences.of(any())).thenReturn(Optional.empty());
    when(audiences.members(any(), any(), any(), anyInt(), any())).thenReturn(List.of(hcp.id()));
    when(audiences.makeup(any(), any(), any()))
        .thenReturn(List.of(new Makeup("DE", "de-DE", 1, 0, 0, 0, 0, 0)));
    CampaignPlanning planning = mock(CampaignPlanning.class);
    when(planning.template(any())).thenAnswer(call -> template());
    return new DryRunning(
        runs,
        CONTEXT.getBean(Campaigns.class),
        planning,
        new CampaignMembers(audiences, hcps),
        snapshot,
        snapshot,
        new ShadowGate(mock(GateSettings.class), nobodyHeldOut()),
        everythingIsSeen(),
        new TouchCommands(
            new ContactRules(Map.of(), List.of(), Duration.ZERO, Map.of(), Map.of(), Map.of()),
            new NoBrandTiers()),
        new PathFacts(hcps, mock(HcpPortraits.class)),
        new EnrollerSettings(
            20,
            20,
            Duration.ofMillis(200),
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO),
        new EntryPlan() {
          @Override
          public Optional<List<Cohort>> of(
              Campaign planned, List<HcpProfile> audience, Instant now) {
            return Optional.of(
                List.of(
                    new Cohort("Pilot", Duration.ZERO, List.of(hcp.id())),
                    new Cohort("Wave 1", Duration.ofDays(14), List.of())));
          }

          @Override
          public String facts(Campaign planned) {
            return "";
          }
        },
        (who, action, now) -> new RepRoom.Asked("rob", Optional.empty(), 5, 0),
        overlaps(),
        mock(Authorities.class),
        CONTEXT.getBean(AuditTrail.class),
        locks,
        Clock.fixed(NOW, ZoneOffset.UTC),
        CONTEXT.getBean(RealTime.class),
        manager);
  }

  private static Overlaps overlaps() {
    Overlaps overlaps = mock(Overlaps.class);
    when(overlaps.sharing(any(), any()))
        .thenReturn(List.of(new Overlaps.Shared(WEBINAR, "Webinar", "zelvaro", 1)));
    return overlaps;
  }

  private static TrackingRules everythingIsSeen() {
    TrackingRules tracking = mock(TrackingRules.class);
    when(tracking.allowed(any(), any())).thenReturn(Tracked.EVERYTHING);
    return tracking;
  }

  private static Holdouts nobodyHeldOut() {
    Holdouts holdouts = mock(Holdouts.class);
    when(holdouts.shares(any(), any())).thenReturn(Holdouts.Shares.NONE);
    return holdouts;
  }

  private JourneyTemplate template() {
    JourneyTemplate template =
        JourneyTemplate.ofThisInstallation().stream()
            .filter(known -> known.id().equals("journey-launch"))
            .findFirst()
            .orElseThrow();
    return new JourneyTemplate(
        template.id(),
        template.title(),
        template.description(),
        template.entry(),
        template.goal(),
        template.holdout(),
        template.entryEvents(),
        template.reentry(),
        template.steps(),
        template.following(),
        template.bpmnXml() + drawnAnew);
  }

  private static Campaign campaign() {
    CampaignPlan plan =
        new CampaignPlan(
            "Autumn",
            "journey-launch",
            "zelvaro",
            List.of("DE"),
            Map.of(),
            Map.of(),
            FrequencyCap.total(7, 3),
            Map.of());
    return new Campaign(
        CampaignId.random(), plan, CampaignState.DRAFT, "mia", NOW, null, null, null, null);
  }
}
