package io.medley.campaign.launch;

import io.medley.campaign.campaign.AskAgain;
import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignLaunching;
import io.medley.campaign.campaign.CampaignMembers;
import io.medley.campaign.campaign.CampaignRefusal;
import io.medley.campaign.campaign.CampaignState;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.measure.Measurement;
import io.medley.campaign.measure.Readout;
import io.medley.campaign.touch.SendChecking;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.page.MedleyUrls;
import io.medley.platform.security.Actor;
import io.medley.workflows.campaignlaunch.ApprovalCheck;
import io.medley.workflows.campaignlaunch.LaunchStand;
import io.medley.workflows.campaignlaunch.LaunchSteps;
import io.medley.workflows.campaignlaunch.LaunchTask;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The steps of a launch as its process asks for them. Every answer is read from the launch's row; a
 * form is never read. Nobody is enrolled but here.
 */
@Service
class LaunchSteering implements LaunchSteps {

  private static final Actor SYSTEM = Actor.system("campaign-launch");
  private static final Duration WEEK = Duration.ofDays(7);

  /** Days a marketer has to prepare, and a brand lead to decide; a date to sort by, no more. */
  private static final Duration HUMAN = Duration.ofDays(5);

  private static final int TITLE = 160;

  private final Launches launches;
  private final Campaigns campaigns;
  private final CampaignLaunching launching;
  private final CampaignMembers members;
  private final CohortPlanning cohorts;
  private final LaunchPackage content;
  private final LaunchNotices notices;
  private final Measurement.Counting measuring;
  private final SendChecking checking;
  private final MedleyUrls urls;
  private final AuditTrail audit;
  private final Clock clock;
  private final TransactionTemplate transactions;

  LaunchSteering(
      Launches launches,
      Campaigns campaigns,
      CampaignLaunching launching,
      CampaignMembers members,
      CohortPlanning cohorts,
      LaunchPackage content,
      LaunchNotices notices,
      Measurement.Counting measuring,
      SendChecking checking,
      MedleyUrls urls,
      AuditTrail audit,
      Clock clock,
      TransactionTemplate transactions) {
    this.launches = launches;
    this.campaigns = campaigns;
    this.launching = launching;
    this.members = members;
    this.cohorts = cohorts;
    this.content = content;
    this.notices = notices;
    this.measuring = measuring;
    this.checking = checking;
    this.urls = urls;
    this.audit = audit;
    this.clock = clock;
    this.transactions = transactions;
  }

  @Override
  @Transactional
  public boolean claim(UUID launchId, int attempt, long processInstanceKey) {
    return launches.claim(launchId, attempt, processInstanceKey, clock.instant());
  }

  @Override
  @Transactional
  public LaunchStand look(UUID launchId) {
    Launch launch = locked(launchId);
    Campaign campaign = campaigns.require(launch.campaignId());
    if (!launch.stage().over() && campaign.state() == CampaignState.STOPPED) {
      launches.withdrawOpen(launchId);
      launches.stage(launchId, Stage.STOPPED);
      return LaunchStand.at(LaunchStand.Place.OVER);
    }
    Instant now = clock.instant();
    return switch (launch.stage()) {
      case PREPARING -> LaunchStand.asks(LaunchStand.Place.PREPARE, prepare(launch, campaign));
      case APPROVALS -> LaunchStand.approvals(approvals(launch, campaign));
      case PILOT_APPROVED -> LaunchStand.at(LaunchStand.Place.PILOT);
      case PILOT -> {
        if (launch.pilotOver(now)) {
          notices.pilotOver(campaign, launch);
          yield LaunchStand.asks(LaunchStand.Place.DECIDE, decide(launch, campaign));
        }
        yield readoutOrWait(launch, launch.pilotEndsAt(), now);
      }
      case WAVES ->
          launch.waveDue(now)
              ? LaunchStand.at(LaunchStand.Place.WAVE)
              : readoutOrWait(launch, launch.nextWaveAt(), now);
      case RUNNING -> readoutOrWait(launch, null, now);
      case CLOSED, STOPPED -> LaunchStand.at(LaunchStand.Place.OVER);
    };
  }

  private static LaunchStand readoutOrWait(Launch launch, @Nullable Instant next, Instant now) {
    if (launch.readoutDue(now)) {
      return LaunchStand.at(LaunchStand.Place.READOUT);
    }
    return LaunchStand.waits(
        AskAgain.notBefore(
            Stream.of(next, launch.nextReadoutAt())
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(now.plus(WEEK)),
            now));
  }

  private LaunchTask prepare(Launch launch, Campaign campaign) {
    return task(
        null,
        "marketer",
        launch.preparedAt().plus(HUMAN),
        "Prepare the launch",
        campaign,
        "Look at people, consent and content, make a dry run, write down by what the pilot will be judged, and ask for approvals.",
        ComeBack.reason(launch, launches.approvals(launch.id())).orElse(null));
  }

  private List<LaunchTask> approvals(Launch launch, Campaign campaign) {
    long audience = launches.shown(launch.id()).map(shown -> shown.hcps()).orElse(0L);
    String what =
        "%,d HCPs · %s · %s"
            .formatted(
                audience,
                launch.plan().piloted()
                    ? "pilot of %d %% for %d days"
                        .formatted(launch.plan().pilotPercent(), launch.plan().pilotDays())
                    : "no pilot",
                launch.plan().waves() == 1 ? "one wave" : launch.plan().waves() + " waves");
    return launches.approvals(launch.id()).stream()
        .filter(approval -> approval.round() == launch.round())
        .filter(approval -> approval.state() == Approval.State.OPEN)
        .map(
            approval ->
                task(
                    approval.id(),
                    approval.kind().name().toLowerCase(Locale.ROOT),
                    approval.dueAt(),
                    approval.kind().words() + " approval",
                    campaign,
                    approval.kind().question() + "\n\n" + what,
                    null))
        .toList();
  }

  private LaunchTask decide(Launch launch, Campaign campaign) {
    List<GoNoGo.Measured> measured =
        GoNoGo.compare(launch.plan().criteria(), launches.figures(campaign.id()));
    return task(
        null,
        "brand",
        Objects.requireNonNull(launch.pilotEndsAt(), "the pilot ran").plus(HUMAN),
        "Go or no go",
        campaign,
        measured.stream()
            .map(
                one ->
                    "- %s: **%d of %d**"
                        .formatted(
                            one.criterion().sentence(), one.share().hcps(), one.share().of()))
            .collect(Collectors.joining("\n")),
        null);
  }

  private LaunchTask task(
      @Nullable UUID approval,
      String group,
      Instant dueAt,
      String heading,
      Campaign campaign,
      String what,
      @Nullable String reason) {
    String name = campaign.plan().name();
    return new LaunchTask(
        approval == null ? null : approval.toString(),
        group + "-" + campaign.plan().countries().getFirst().toLowerCase(Locale.ROOT),
        dueAt,
        heading,
        name.length() <= TITLE ? name : name.substring(0, TITLE - 1) + "…",
        String.join(", ", campaign.plan().countries()),
        what,
        base() + "/campaigns/" + campaign.id() + "/launch",
        reason);
  }

  @Override
  @Transactional(readOnly = true)
  public ApprovalCheck recordApproval(UUID approvalId) {
    return launches
        .approval(approvalId)
        .filter(approval -> approval.state() == Approval.State.OPEN)
        .map(
            open ->
                ApprovalCheck.open(
                    "Nobody has given or refused the %s approval. Decide on its page; the task ends by itself then."
                        .formatted(open.kind().words().toLowerCase(Locale.ROOT))))
        .orElseGet(ApprovalCheck::over);
  }

  /**
   * Asks what the checks of today say of the pieces, then enrols: content-service is not waited
   * for.
   */
  @Override
  public void release(UUID launchId) {
    launches
        .find(launchId)
        .ifPresent(
            launch -> {
              SendChecking.Result checked = checking.campaign(launch.campaignId().value());
              transactions.executeWithoutResult(
                  status -> {
                    note(
                        campaigns.require(launch.campaignId()),
                        "send-checks-asked",
                        Map.of(
                            "pieces", checked.asked(),
                            "unanswered", checked.unanswered(),
                            "blocked",
                                checked.blocked().stream()
                                    .map(SendChecking.Blocked::jobCode)
                                    .toList()));
                    enrolNext(launchId);
                  });
            });
  }

  private void enrolNext(UUID launchId) {
    Launch launch = locked(launchId);
    Campaign campaign = campaigns.require(launch.campaignId());
    Instant now = clock.instant();
    boolean pilot = launch.stage() == Stage.PILOT_APPROVED;
    if (campaign.state() == CampaignState.STOPPED || !(pilot || launch.waveDue(now))) {
      return;
    }
    boolean first = !launches.cohortsPlanned(launchId);
    if (first && !content.unchanged(campaign, launch)) {
      launches.stage(launchId, Stage.PREPARING);
      notices.changed(campaign, launch);
      note(campaign, "launch-changed-after-approval", Map.of("round", launch.round()));
      return;
    }
    if (first) {
      planCohorts(launch, campaign, now);
    }
    try {
      if (pilot) {
        enrol(launch, campaign, "pilot", launches.cohort(launchId, 0));
        launches.pilot(launchId, now.plus(Duration.ofDays(launch.plan().pilotDays())));
      } else {
        int wave = launch.wavesReleased() + 1;
        enrol(launch, campaign, "wave " + wave, launches.cohort(launchId, wave));
        launches.wave(
            launchId,
            wave,
            wave < launch.plan().waves()
                ? now.plus(Duration.ofDays(launch.plan().waveDays()))
                : null);
      }
    } catch (CampaignRefusal.CampaignDraining draining) {
      // Somebody closed the entry: there is nothing left to enrol.
      launches.wave(launchId, launch.plan().waves(), null);
    }
    if (launch.nextReadoutAt() == null) {
      launches.nextReadout(launchId, now.plus(WEEK));
    }
  }

  private void enrol(Launch launch, Campaign campaign, String cohort, List<HcpId> hcps) {
    launching.release(
        campaign.id(),
        cohort,
        hcps,
        Objects.requireNonNull(launch.askedBy(), "somebody asked"),
        SYSTEM);
  }

  private void planCohorts(Launch launch, Campaign campaign, Instant now) {
    List<Cohorts.Place> places =
        cohorts.plan(campaign, launch.plan(), members.profiles(campaign, now), now);
    launches.plan(launch.id(), places);
    note(
        campaign,
        "launch-cohorts-planned",
        Map.of(
            "hcps", places.size(),
            "pilot", places.stream().filter(place -> place.cohort() == 0).count()));
  }

  @Override
  @Transactional
  public void readout(UUID launchId) {
    Launch launch = locked(launchId);
    if (!launch.readoutDue(clock.instant())) {
      return;
    }
    Campaign campaign = campaigns.require(launch.campaignId());
    int number = launches.readouts(launchId).size() + 1;
    launches.add(
        launchId,
        new WeeklyReadout(
            number,
            clock.instant(),
            launches.figures(campaign.id()),
            Readout.of(
                campaign.id().value(),
                measuring.of(campaign.id().value(), campaign.plan().brandId()))));
    // From the date it was due, so that weeks do not drift; never into the past.
    Instant next = Objects.requireNonNull(launch.nextReadoutAt(), "a readout was due").plus(WEEK);
    launches.nextReadout(
        launchId, next.isAfter(clock.instant()) ? next : clock.instant().plus(WEEK));
  }

  @Override
  @Transactional
  public void ended(UUID launchId, int attempt, long processInstanceKey) {
    launches.ended(launchId, attempt, processInstanceKey, clock.instant());
  }

  private Launch locked(UUID id) {
    return launches
        .lock(id)
        .orElseThrow(() -> new IllegalStateException("There is no launch " + id));
  }

  private void note(Campaign campaign, String action, Map<String, ?> facts) {
    audit.append(new AuditEvent("campaign", campaign.id().toString(), action, SYSTEM, facts));
  }

  private String base() {
    URI campaign = urls.campaign();
    String base = campaign == null ? "" : campaign.toString();
    return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
  }
}
