package io.medley.campaign.dryrun;

import io.medley.campaign.audience.Audience;
import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignMembers;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.EnrollerSettings;
import io.medley.campaign.channel.Tracked;
import io.medley.campaign.channel.TrackingRules;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.journey.PathFacts;
import io.medley.campaign.journey.TouchCommands;
import io.medley.campaign.overlap.Overlaps;
import io.medley.campaign.touch.GateReads;
import io.medley.campaign.touch.ServableVersions;
import io.medley.campaign.touch.ShadowGate;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.jdbc.AdvisoryLocks;
import io.medley.platform.jdbc.LockTaken;
import io.medley.platform.jdbc.SessionLock;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.signing.CanonicalJson;
import io.medley.platform.signing.Sha256;
import io.medley.platform.time.RealTime;
import io.medley.workflows.journey.JourneyTemplate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Making dry runs, beside everything else, and keeping what they showed. */
@Service
public class DryRunning {

  /** Longest simulated time. */
  public static final int MOST_WEEKS = 26;

  private static final String LOCK = "dry-run";

  private static final Logger LOG = LoggerFactory.getLogger(DryRunning.class);

  /** The cohort of a campaign nobody has planned a launch of. */
  private static final String EVERYBODY = "Everybody";

  private final DryRuns runs;
  private final Campaigns campaigns;
  private final CampaignPlanning planning;
  private final CampaignMembers members;
  private final GateReads live;
  private final ServableVersions servable;
  private final ShadowGate gate;
  private final TrackingRules tracking;
  private final TouchCommands commands;
  private final PathFacts pathFacts;
  private final EnrollerSettings pace;
  private final EntryPlan entry;
  private final RepRoom reps;
  private final Overlaps overlaps;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final AdvisoryLocks locks;
  private final Clock clock;
  private final RealTime realTime;
  private final TransactionTemplate transactions;
  private final TransactionTemplate snapshot;

  DryRunning(
      DryRuns runs,
      Campaigns campaigns,
      CampaignPlanning planning,
      CampaignMembers members,
      GateReads live,
      ServableVersions servable,
      ShadowGate gate,
      TrackingRules tracking,
      TouchCommands commands,
      PathFacts pathFacts,
      EnrollerSettings pace,
      EntryPlan entry,
      RepRoom reps,
      Overlaps overlaps,
      Authorities authorities,
      AuditTrail audit,
      AdvisoryLocks locks,
      Clock clock,
      RealTime realTime,
      PlatformTransactionManager transactionManager) {
    this.runs = runs;
    this.campaigns = campaigns;
    this.planning = planning;
    this.members = members;
    this.live = live;
    this.servable = servable;
    this.gate = gate;
    this.tracking = tracking;
    this.commands = commands;
    this.pathFacts = pathFacts;
    this.pace = pace;
    this.entry = entry;
    this.reps = reps;
    this.overlaps = overlaps;
    this.authorities = authorities;
    this.audit = audit;
    this.locks = locks;
    this.clock = clock;
    this.realTime = realTime;
    this.transactions = new TransactionTemplate(transactionManager);
    this.transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.snapshot = new TransactionTemplate(transactionManager);
    this.snapshot.setReadOnly(true);
    this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  /**
   * Begins a dry run; it goes on by itself. While one of the campaign is being made, that one is
   * answered: each holds the whole audience in memory.
   *
   * @param weeks simulated weeks, from 1 to {@link #MOST_WEEKS}
   * @throws io.medley.campaign.campaign.CampaignRefusal.CampaignUnknown if there is no such
   *     campaign
   * @throws io.medley.platform.security.AuthorityMissing unless the actor may campaign in each of
   *     its countries
   */
  public DryRun begin(CampaignId id, int weeks, ResponseModel responses, Actor by) {
    if (weeks < 1 || weeks > MOST_WEEKS) {
      throw new IllegalArgumentException("A dry run is from 1 to " + MOST_WEEKS + " weeks long");
    }
    Campaign campaign = campaigns.require(id);
    campaign
        .plan()
        .countries()
        .forEach(country -> authorities.require(by, Authority.CAMPAIGN, country));
    Optional<DryRun> goesOn = running(id);
    if (goesOn.isPresent()) {
      return goesOn.get();
    }
    // Held as long as one is made: a run of the campaign whose lock is free died with its process.
    SessionLock lock;
    try {
      lock = locks.hold(LOCK, id);
    } catch (LockTaken another) {
      return running(id).orElseThrow(() -> another);
    }
    try {
      return begin(campaign, weeks, responses, lock, by);
    } catch (RuntimeException notBegun) {
      lock.close();
      throw notBegun;
    }
  }

  private Optional<DryRun> running(CampaignId id) {
    return of(id).stream().filter(run -> run.state() == DryRun.State.RUNNING).findFirst();
  }

  private DryRun begin(
      Campaign campaign, int weeks, ResponseModel responses, SessionLock lock, Actor by) {
    JourneyTemplate template = planning.template(campaign.plan().templateId());
    String inputs = inputs(campaign, template, weeks, responses);
    DryRun run =
        new DryRun(
            UUID.randomUUID(),
            campaign.id().value(),
            weeks,
            responses,
            inputs,
            by.id(),
            clock.instant(),
            DryRun.State.RUNNING,
            0,
            (int) members.count(campaign, clock.instant()),
            null,
            null,
            null);
    transactions.executeWithoutResult(
        status -> {
          runs.add(run);
          audit.append(
              new AuditEvent(
                  "campaign",
                  campaign.id().toString(),
                  "dry-run-started",
                  by,
                  Map.of("dryRun", run.id().toString(), "weeks", weeks, "inputs", inputs)));
        });
    Thread.ofPlatform()
        .daemon()
        .name("dry-run-" + run.id())
        .start(
            () -> {
              try (lock) {
                make(run, campaign, template);
              }
            });
    return run;
  }

  private String inputs(
      Campaign campaign, JourneyTemplate template, int weeks, ResponseModel responses) {
    Audience audience = members.audience(campaign.id());
    return CanonicalJson.sha256(
        Map.of(
            "plan",
            campaign.plan().facts(),
            "audience",
            audience.id() + "/" + audience.version(),
            "model",
            Sha256.hex(template.bpmnXml()),
            "weeks",
            weeks,
            "responses",
            responses,
            "entry",
            entry.facts(campaign)));
  }

  /** The newest finished run of a campaign that is still about its plan, audience and model. */
  public Optional<DryRun> current(Campaign campaign) {
    return runs.of(campaign.id()).stream()
        .filter(run -> run.state() == DryRun.State.DONE)
        .filter(run -> stillAbout(campaign, run))
        .findFirst();
  }

  /** Whether the campaign's plan, audience and model are those the run was made with. */
  public boolean stillAbout(Campaign campaign, DryRun run) {
    JourneyTemplate template = planning.template(campaign.plan().templateId());
    return run.inputsHash().equals(inputs(campaign, template, run.weeks(), run.responses()));
  }

  private void make(DryRun run, Campaign campaign, JourneyTemplate template) {
    long began = realTime.nanoTime();
    try {
      DryRunReport report = simulate(run, campaign, template);
      long took = Duration.ofNanos(realTime.nanoTime() - began).toMillis();
      transactions.executeWithoutResult(status -> runs.done(run.id(), report, took));
    } catch (RuntimeException failure) {
      LOG.warn("Dry run {} failed", run.id(), failure);
      transactions.executeWithoutResult(
          status -> runs.failed(run.id(), String.valueOf(failure.getMessage())));
    }
  }

  /** All of it reads one state of the database, so that nothing changes under it. */
  DryRunReport simulate(DryRun run, Campaign campaign, JourneyTemplate template) {
    return Objects.requireNonNull(
        snapshot.execute(
            status -> {
              Instant start = run.startedAt();
              Simulation simulation =
                  new Simulation(
                      campaign,
                      template,
                      gate,
                      new ShadowReads(live, servable, hcp -> seen(hcp, start), start),
                      commands.ofBrand(campaign.plan().brandId()),
                      reps,
                      pathFacts,
                      run.responses(),
                      start,
                      start.plus(Duration.ofDays(7L * run.weeks())));
              List<HcpProfile> audience = members.profiles(campaign, start);
              enrol(simulation, campaign, audience, start);
              return simulation
                  .run(
                      begun ->
                          transactions.executeWithoutResult(
                              other -> runs.progress(run.id(), begun, audience.size())))
                  .beside(others(campaign, audience));
            }));
  }

  /** Whose journeys the audience is in as well; what those will send is not simulated. */
  private List<DryRunReport.Overlap> others(Campaign campaign, List<HcpProfile> audience) {
    return overlaps
        .sharing(audience.stream().map(HcpProfile::id).toList(), campaign.id().value())
        .stream()
        .map(
            other ->
                new DryRunReport.Overlap(
                    other.campaignId(), other.name(), other.brandId(), other.hcps()))
        .toList();
  }

  /** As it is noted with a contact: silence says something only where a response would be seen. */
  private boolean seen(HcpProfile hcp, Instant start) {
    Tracked tracked = tracking.allowed(hcp, start);
    return tracked.opens() || tracked.clicks();
  }

  /** Cohort by cohort where a launch is planned, as fast as the enroller begins journeys. */
  private void enrol(
      Simulation simulation, Campaign campaign, List<HcpProfile> audience, Instant start) {
    Map<HcpId, HcpProfile> known =
        audience.stream().collect(Collectors.toMap(HcpProfile::id, Function.identity()));
    List<EntryPlan.Cohort> cohorts =
        entry
            .of(campaign, audience, start)
            .orElse(
                List.of(
                    new EntryPlan.Cohort(
                        EVERYBODY, Duration.ZERO, audience.stream().map(HcpProfile::id).toList())));
    long apart = Math.round(1_000 / pace.rate());
    for (EntryPlan.Cohort cohort : cohorts) {
      Instant begins = start.plus(cohort.after());
      simulation.cohort(cohort.name(), begins, cohort.hcps().size());
      for (int i = 0; i < cohort.hcps().size(); i++) {
        simulation.enrol(
            Objects.requireNonNull(known.get(cohort.hcps().get(i))),
            cohort.name(),
            begins.plusMillis(i * apart));
      }
    }
  }

  /**
   * One run.
   *
   * @throws DryRunUnknown if there is none of this id
   */
  public DryRun require(UUID id) {
    return runs.find(id).map(this::alive).orElseThrow(() -> new DryRunUnknown(id));
  }

  /** Runs of a campaign, newest first. */
  public List<DryRun> of(CampaignId campaign) {
    return runs.of(campaign).stream().map(this::alive).toList();
  }

  /** The run as it is; one that died with its process is told so, so that nobody waits for it. */
  private DryRun alive(DryRun run) {
    if (run.state() != DryRun.State.RUNNING
        || !locks.isFree(LOCK, new CampaignId(run.campaignId()))) {
      return run;
    }
    // It may have ended between the two looks; then this changes nothing.
    transactions.executeWithoutResult(
        status ->
            runs.failed(run.id(), "The service stopped while it was made; make another one."));
    return runs.find(run.id()).orElse(run);
  }
}
