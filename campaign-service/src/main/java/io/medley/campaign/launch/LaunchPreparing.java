package io.medley.campaign.launch;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.CampaignRefusal;
import io.medley.campaign.campaign.CampaignState;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.Readiness;
import io.medley.campaign.campaign.ReadinessAssessing;
import io.medley.campaign.dryrun.DryRun;
import io.medley.campaign.dryrun.DryRunning;
import io.medley.campaign.touch.ContentRequests;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.time.RealTime;
import io.medley.workflows.campaignlaunch.LaunchProcesses;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Getting a launch ready and asking for its approvals. Looks at content-service: never called in a
 * transaction.
 */
@Service
public class LaunchPreparing {

  /** Days approvers have. */
  private static final int APPROVAL_DAYS = 5;

  /** Days an agency has for what a campaign lacks, unless a coordinator says otherwise. */
  private static final int BRIEF_DAYS = 21;

  private static final int LONGEST_REASON = 1_000;

  private final Launches launches;
  private final Campaigns campaigns;
  private final CampaignPlanning planning;
  private final ReadinessAssessing readiness;
  private final DryRunning dryRuns;
  private final LaunchPackage content;
  private final ContentRequests requests;
  private final LaunchProcesses processes;
  private final LaunchNotices notices;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final Clock clock;
  private final RealTime realTime;
  private final TransactionTemplate transactions;

  LaunchPreparing(
      Launches launches,
      Campaigns campaigns,
      CampaignPlanning planning,
      ReadinessAssessing readiness,
      DryRunning dryRuns,
      LaunchPackage content,
      ContentRequests requests,
      LaunchProcesses processes,
      LaunchNotices notices,
      Authorities authorities,
      AuditTrail audit,
      Clock clock,
      RealTime realTime,
      TransactionTemplate transactions) {
    this.launches = launches;
    this.campaigns = campaigns;
    this.planning = planning;
    this.readiness = readiness;
    this.dryRuns = dryRuns;
    this.content = content;
    this.requests = requests;
    this.processes = processes;
    this.notices = notices;
    this.authorities = authorities;
    this.audit = audit;
    this.clock = clock;
    this.realTime = realTime;
    this.transactions = transactions;
  }

  /**
   * Begins the launch of a draft; a begun one stays as it is.
   *
   * @throws CampaignRefusal.CampaignUnknown if there is no such campaign
   * @throws LaunchRefusal.StageConflict if the campaign is no draft
   * @throws io.medley.platform.security.AuthorityMissing unless the actor may campaign in each of
   *     its countries
   */
  public Launch begin(CampaignId id, LaunchPlan plan, Actor by) {
    Campaign campaign = campaigns.require(id);
    require(campaign, Authority.CAMPAIGN, by);
    if (campaign.state() != CampaignState.DRAFT) {
      throw new LaunchRefusal.StageConflict(
          "\"%s\" was launched before.".formatted(campaign.plan().name()));
    }
    Instant now = clock.instant();
    Launch launch =
        new Launch(
            UUID.randomUUID(),
            id,
            Stage.PREPARING,
            plan,
            0,
            by.id(),
            now,
            null,
            null,
            null,
            null,
            null,
            0,
            null,
            null,
            null,
            null,
            null,
            1,
            null,
            null);
    transactions.executeWithoutResult(
        status -> {
          if (launches.add(launch, realTime.now())) {
            processes.start(launch.id(), 1);
            note(campaign, "launch-begun", by, Map.of("plan", facts(plan)));
          }
        });
    return require(id);
  }

  /**
   * Changes how the campaign enters the world, until approvals are asked for.
   *
   * @throws LaunchRefusal.StageConflict once approvals are asked for
   */
  public Launch plan(CampaignId id, LaunchPlan plan, Actor by) {
    inPreparation(
        id,
        by,
        launch -> {
          launches.plan(launch.id(), plan);
          note(campaigns.require(id), "launch-planned", by, Map.of("plan", facts(plan)));
        });
    return require(id);
  }

  /**
   * Somebody who leads the brand takes responsibility for a finding that stands red.
   *
   * @param finding its key
   * @throws LaunchRefusal.Unusable without a reason, or if nothing of that key stands red
   * @throws LaunchRefusal.OwnRequest if it is who planned or prepared it
   * @throws io.medley.platform.security.AuthorityMissing unless the actor leads the brand in each
   *     of its countries
   */
  public void accept(CampaignId id, String finding, String reason, Actor by) {
    Campaign campaign = campaigns.require(id);
    Launch launch = require(id);
    require(campaign, Authority.LEAD_BRAND, by);
    if (isOwn(campaign, launch, by)) {
      throw new LaunchRefusal.OwnRequest();
    }
    String why = reason(reason);
    Readiness.Finding red =
        look(campaign).blocks().stream()
            .filter(block -> block.key().equals(finding))
            .findFirst()
            .orElseThrow(
                () ->
                    new LaunchRefusal.Unusable(
                        "Nothing called \"%s\" stands red now; look at the page again."
                            .formatted(finding)));
    transactions.executeWithoutResult(
        status -> {
          requirePreparing(launches.lock(launch.id()).orElseThrow());
          launches.accept(launch.id(), new Acceptance(finding, by.id(), why, clock.instant()));
          note(
              campaign,
              "launch-finding-accepted",
              by,
              Map.of("finding", finding, "stands", red.text(), "reason", why));
        });
  }

  /**
   * Opens a brief for content that is missing; content-service answers with the one that is worked
   * on for the same gap, if there is one, so that pressing twice asks once.
   *
   * @param place slot, country and language, as {@link Readiness.Coverage#place()} names it
   * @throws LaunchRefusal.Unusable if nothing is missing there
   * @throws LaunchRefusal.BriefNotTaken if content-service does not take it
   */
  public GapBrief brief(CampaignId id, String place, Actor by) {
    Campaign campaign = campaigns.require(id);
    Launch launch = require(id);
    require(campaign, Authority.CAMPAIGN, by);
    Readiness.Coverage gap =
        look(campaign).gaps().stream()
            .filter(one -> one.place().equals(place))
            .findFirst()
            .orElseThrow(
                () ->
                    new LaunchRefusal.Unusable(
                        "Nothing is missing at \"%s\" now; look at the page again."
                            .formatted(place)));
    Instant now = clock.instant();
    UUID brief;
    try {
      brief = requests.open(gap(campaign, gap, now));
    } catch (ContentRequests.NotTaken notTaken) {
      throw new LaunchRefusal.BriefNotTaken(
          Objects.requireNonNullElse(notTaken.getMessage(), "The brief was not opened."));
    }
    GapBrief opened = new GapBrief(place, brief, by.id(), now);
    transactions.executeWithoutResult(
        status -> {
          launches.add(launch.id(), opened);
          note(
              campaign,
              "launch-brief-opened",
              by,
              Map.of("place", place, "brief", brief.toString()));
        });
    return opened;
  }

  private static ContentRequests.Gap gap(Campaign campaign, Readiness.Coverage gap, Instant now) {
    String title = "%s, %s: %s".formatted(gap.slot(), gap.language(), campaign.plan().name());
    return new ContentRequests.Gap(
        title.length() <= 200 ? title : title.substring(0, 199) + "…",
        campaign.plan().brandId(),
        gap.country(),
        gap.language(),
        gap.channel().split(",")[0],
        gap.slot(),
        campaign.id().value(),
        "For step \"%s\" of the campaign \"%s\"; %d HCPs wait for it."
            .formatted(gap.stepName(), campaign.plan().name(), gap.hcps()),
        LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(BRIEF_DAYS));
  }

  /**
   * What has to be done before approvals can be asked for.
   *
   * @param readiness as it stands now
   */
  public List<String> lacks(Launch launch, Readiness readiness, Optional<DryRun> dryRun) {
    List<String> lacks = new ArrayList<>();
    if (readiness.hcps() == 0) {
      lacks.add("Nobody belongs to the audience: import HCPs, or choose another audience.");
      return lacks;
    }
    Set<String> accepted =
        launches.acceptances(launch.id()).stream()
            .map(Acceptance::finding)
            .collect(Collectors.toSet());
    long open =
        readiness.blocks().stream().filter(block -> !accepted.contains(block.key())).count();
    if (open > 0) {
      lacks.add(
          open == 1
              ? "One finding stands red: mend it, or have it accepted by who leads the brand."
              : "%d findings stand red: mend them, or have them accepted by who leads the brand."
                  .formatted(open));
    }
    if (dryRun.isEmpty()) {
      lacks.add("Make a dry run with this plan and audience; approvers want to see it.");
    }
    boolean byEvent =
        !planning
            .template(campaigns.require(launch.campaignId()).plan().templateId())
            .entryEvents()
            .isEmpty();
    if (byEvent && launch.plan().piloted()) {
      lacks.add(
          "This journey begins with an event, for whoever it happens to: there is no pilot. Set it to 0 %.");
    } else {
      lacks.addAll(launch.plan().flaws(byEvent ? 0 : readiness.hcps()));
    }
    List<String> territories = launch.plan().pilotTerritories();
    if (!territories.isEmpty() && launches.inTerritories(territories).isEmpty()) {
      lacks.add(
          "No HCP is in the territories of the pilot (%s): check their codes."
              .formatted(String.join(", ", territories)));
    }
    return lacks;
  }

  /**
   * Asks for the four approvals. What approvers are shown is kept as it is now.
   *
   * @throws LaunchRefusal.NotReady with everything that has to be done first
   * @throws LaunchRefusal.StageConflict if they are asked for already
   */
  public Launch ask(CampaignId id, Actor by) {
    Campaign campaign = campaigns.require(id);
    Readiness looked = look(campaign);
    Optional<DryRun> dryRun = dryRuns.current(campaign);
    inPreparation(
        id,
        by,
        launch -> {
          List<String> lacks = lacks(launch, looked, dryRun);
          if (!lacks.isEmpty()) {
            throw new LaunchRefusal.NotReady(lacks);
          }
          DryRun shown = dryRun.orElseThrow();
          Instant now = clock.instant();
          String hash = content.hash(campaign, launch, looked, shown);
          launches.asked(launch.id(), by.id(), now, hash, looked, shown.id());
          for (ApprovalKind kind : ApprovalKind.values()) {
            Approval approval =
                new Approval(
                    UUID.randomUUID(),
                    launch.id(),
                    launch.round() + 1,
                    kind,
                    Approval.State.OPEN,
                    now.plus(Duration.ofDays(APPROVAL_DAYS)),
                    null,
                    null,
                    null);
            launches.add(approval);
            notices.asked(campaign, approval, by.id());
          }
          processes.changed(launch.id());
          note(
              campaign,
              "launch-approvals-asked",
              by,
              Map.of(
                  "round", launch.round() + 1, "package", hash, "dryRun", shown.id().toString()));
        });
    return require(id);
  }

  /**
   * Takes the request for approvals back.
   *
   * @throws LaunchRefusal.StageConflict if none is open
   */
  public Launch takeBack(CampaignId id, Actor by) {
    Campaign campaign = campaigns.require(id);
    require(campaign, Authority.CAMPAIGN, by);
    transactions.executeWithoutResult(
        status -> {
          Launch launch = lockOf(id);
          if (launch.stage() != Stage.APPROVALS) {
            throw new LaunchRefusal.StageConflict("No approvals are asked for now.");
          }
          List<Approval> approvals = launches.approvals(launch.id());
          List<UUID> open = launches.withdrawOpen(launch.id());
          launches.stage(launch.id(), Stage.PREPARING);
          open.forEach(processes::approvalDecided);
          approvals.stream().filter(one -> open.contains(one.id())).forEach(notices::settled);
          note(campaign, "launch-approvals-taken-back", by, Map.of("round", launch.round()));
        });
    return require(id);
  }

  /** How people, agreement and content stand for the campaign's own audience now. */
  public Readiness look(Campaign campaign) {
    return readiness.assess(planning.template(campaign.plan().templateId()), campaign);
  }

  /** True if the person planned, prepared or asked for it. */
  static boolean isOwn(Campaign campaign, Launch launch, Actor actor) {
    return actor.id().equals(campaign.createdBy())
        || actor.id().equals(launch.preparedBy())
        || actor.id().equals(launch.askedBy());
  }

  static String reason(String reason) {
    String why = reason.strip();
    if (why.isEmpty() || why.length() > LONGEST_REASON) {
      throw new LaunchRefusal.Unusable(
          "Say why, in 1 to %,d characters; it is kept.".formatted(LONGEST_REASON));
    }
    return why;
  }

  private void inPreparation(CampaignId id, Actor by, Consumer<Launch> act) {
    Campaign campaign = campaigns.require(id);
    require(campaign, Authority.CAMPAIGN, by);
    transactions.executeWithoutResult(
        status -> {
          Launch launch = lockOf(id);
          requirePreparing(launch);
          act.accept(launch);
        });
  }

  private static void requirePreparing(Launch launch) {
    switch (launch.stage()) {
      case PREPARING -> {
        // It may be changed.
      }
      case APPROVALS ->
          throw new LaunchRefusal.StageConflict(
              "Approvals are asked for: take the request back before you change anything.");
      case PILOT_APPROVED, PILOT, WAVES, RUNNING, CLOSED, STOPPED ->
          throw new LaunchRefusal.StageConflict("The launch is approved and stays as it is.");
    }
  }

  private Launch lockOf(CampaignId id) {
    return launches.lockOf(id).orElseThrow(() -> new LaunchRefusal.LaunchUnknown(id));
  }

  private Launch require(CampaignId id) {
    return launches.of(id).orElseThrow(() -> new LaunchRefusal.LaunchUnknown(id));
  }

  private void require(Campaign campaign, Authority authority, Actor by) {
    campaign.plan().countries().forEach(country -> authorities.require(by, authority, country));
  }

  private void note(Campaign campaign, String action, Actor by, Map<String, ?> facts) {
    audit.append(new AuditEvent("campaign", campaign.id().toString(), action, by, facts));
  }

  private static Map<String, Object> facts(LaunchPlan plan) {
    return Map.of(
        "pilotPercent", plan.pilotPercent(),
        "pilotDays", plan.pilotDays(),
        "waves", plan.waves(),
        "waveDays", plan.waveDays(),
        "criteria", plan.criteria().stream().map(Criterion::sentence).toList(),
        "pilotTerritories", plan.pilotTerritories());
  }
}
