package io.medley.campaign.launch;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignLaunching;
import io.medley.campaign.campaign.CampaignState;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.SendControl;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.workflows.campaignlaunch.LaunchProcesses;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Approvals, the decision about the pilot, and the close. Nobody decides about their own request.
 */
@Service
public class LaunchDeciding {

  private final Launches launches;
  private final Campaigns campaigns;
  private final CampaignLaunching launching;
  private final SendControl control;
  private final LaunchPackage content;
  private final LaunchProcesses processes;
  private final LaunchNotices notices;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final Clock clock;

  LaunchDeciding(
      Launches launches,
      Campaigns campaigns,
      CampaignLaunching launching,
      SendControl control,
      LaunchPackage content,
      LaunchProcesses processes,
      LaunchNotices notices,
      Authorities authorities,
      AuditTrail audit,
      Clock clock) {
    this.launches = launches;
    this.campaigns = campaigns;
    this.launching = launching;
    this.control = control;
    this.content = content;
    this.processes = processes;
    this.notices = notices;
    this.authorities = authorities;
    this.audit = audit;
    this.clock = clock;
  }

  /** Whether this person may give or refuse this approval, were it open. */
  public boolean mayApprove(Campaign campaign, Launch launch, ApprovalKind kind, Actor actor) {
    return !LaunchPreparing.isOwn(campaign, launch, actor)
        && holds(campaign, kind.authority(), actor);
  }

  /** Whether this person may accept findings and decide about the pilot. */
  public boolean mayLead(Campaign campaign, Launch launch, Actor actor) {
    return !LaunchPreparing.isOwn(campaign, launch, actor)
        && holds(campaign, Authority.LEAD_BRAND, actor);
  }

  private boolean holds(Campaign campaign, Authority authority, Actor actor) {
    return campaign.plan().countries().stream()
        .allMatch(country -> authorities.has(actor.id(), authority, country));
  }

  /**
   * Gives or refuses an approval. With the last one given the pilot, or the first wave, is enrolled
   * by the process; with one refused the others are not wanted any more and the marketer has it
   * again.
   *
   * @param reason kept, whatever is decided
   * @throws LaunchRefusal.StageConflict if it is not open
   * @throws LaunchRefusal.OwnRequest if it is who planned, prepared or asked for it
   * @throws LaunchRefusal.PackageChanged if it is not any more what was asked for
   * @throws io.medley.platform.security.AuthorityMissing unless the actor may give it in each of
   *     the campaign's countries
   */
  @Transactional
  public void approve(CampaignId id, ApprovalKind kind, boolean given, String reason, Actor by) {
    Campaign campaign = campaigns.require(id);
    Launch launch = lock(id);
    require(campaign, kind.authority(), by);
    if (LaunchPreparing.isOwn(campaign, launch, by)) {
      throw new LaunchRefusal.OwnRequest();
    }
    String why = LaunchPreparing.reason(reason);
    List<Approval> round =
        launches.approvals(launch.id()).stream()
            .filter(approval -> approval.round() == launch.round())
            .toList();
    Approval approval =
        round.stream()
            .filter(one -> one.kind() == kind && one.state() == Approval.State.OPEN)
            .findFirst()
            .orElseThrow(
                () ->
                    new LaunchRefusal.StageConflict(
                        "The %s approval is not asked for now."
                            .formatted(kind.words().toLowerCase(java.util.Locale.ROOT))));
    if (given && !content.unchanged(campaign, launch)) {
      throw new LaunchRefusal.PackageChanged(campaign);
    }
    launches.decide(
        approval.id(),
        given ? Approval.State.APPROVED : Approval.State.REFUSED,
        by.id(),
        clock.instant(),
        why);
    processes.approvalDecided(approval.id());
    notices.settled(approval);
    note(
        campaign,
        given ? "launch-approved" : "launch-refused",
        by,
        Map.of(
            "approval", kind.name(),
            "round", launch.round(),
            "package", Objects.requireNonNull(launch.packageHash(), "asked for"),
            "reason", why));
    if (!given) {
      refused(campaign, launch, approval, round);
    } else if (round.stream()
        .allMatch(
            one -> one.id().equals(approval.id()) || one.state() == Approval.State.APPROVED)) {
      if (launch.plan().piloted()) {
        launches.stage(launch.id(), Stage.PILOT_APPROVED);
      } else {
        launches.wave(launch.id(), 0, clock.instant());
      }
    }
  }

  private void refused(Campaign campaign, Launch launch, Approval approval, List<Approval> round) {
    List<UUID> open = launches.withdrawOpen(launch.id());
    launches.stage(launch.id(), Stage.PREPARING);
    open.forEach(processes::approvalDecided);
    round.stream().filter(one -> open.contains(one.id())).forEach(notices::settled);
    notices.refused(campaign, approval, Objects.requireNonNull(launch.askedBy(), "somebody asked"));
  }

  /**
   * Decides about the pilot: go and longer once it has run as long as planned, no go at any time.
   *
   * @param reason kept; with a go also why criteria that were missed do not count
   * @throws LaunchRefusal.StageConflict if there is no pilot to decide about
   * @throws LaunchRefusal.OwnRequest if it is who planned, prepared or asked for it
   * @throws io.medley.platform.security.AuthorityMissing unless the actor leads the brand in each
   *     of the campaign's countries
   */
  @Transactional
  public void decide(CampaignId id, Decision.Verdict verdict, String reason, Actor by) {
    Campaign campaign = campaigns.require(id);
    Launch launch = lock(id);
    require(campaign, Authority.LEAD_BRAND, by);
    if (LaunchPreparing.isOwn(campaign, launch, by)) {
      throw new LaunchRefusal.OwnRequest();
    }
    String why = LaunchPreparing.reason(reason);
    Instant now = clock.instant();
    if (launch.stage() != Stage.PILOT) {
      throw new LaunchRefusal.StageConflict("No pilot waits for a decision.");
    }
    if (verdict != Decision.Verdict.NO_GO && !launch.pilotOver(now)) {
      throw new LaunchRefusal.StageConflict(
          "The pilot runs until %s; until then it can only be stopped."
              .formatted(launch.pilotEndsAt()));
    }
    List<GoNoGo.Measured> measured = GoNoGo.compare(launch.plan().criteria(), launches.figures(id));
    launches.add(launch.id(), new Decision(verdict, measured, why, by.id(), now));
    switch (verdict) {
      case GO -> launches.wave(launch.id(), 0, now);
      case EXTEND ->
          launches.pilot(launch.id(), now.plus(Duration.ofDays(launch.plan().pilotDays())));
      case NO_GO -> {
        launches.stage(launch.id(), Stage.STOPPED);
        launching.noGo(id, "No go after the pilot: " + why, by);
      }
    }
    notices.pilotDecided(launch);
    processes.changed(launch.id());
    note(
        campaign,
        "launch-decided",
        by,
        Map.of(
            "verdict", verdict.name(),
            "reason", why,
            "criteria",
                measured.stream()
                    .map(
                        one ->
                            one.criterion().sentence()
                                + ": "
                                + one.share().hcps()
                                + " of "
                                + one.share().of()
                                + ", "
                                + one.result())
                    .toList()));
  }

  /**
   * Enrols the next wave now instead of at its date.
   *
   * @throws LaunchRefusal.StageConflict if no wave is left
   */
  @Transactional
  public void hasten(CampaignId id, Actor by) {
    Campaign campaign = campaigns.require(id);
    Launch launch = lock(id);
    require(campaign, Authority.CAMPAIGN, by);
    if (launch.stage() != Stage.WAVES) {
      throw new LaunchRefusal.StageConflict("No wave is left to enrol.");
    }
    launches.wave(launch.id(), launch.wavesReleased(), clock.instant());
    processes.changed(launch.id());
    note(campaign, "launch-wave-hastened", by, Map.of("wave", launch.wavesReleased() + 1));
  }

  /**
   * Closes: nobody enters any more, who is under way goes on to the end, and what was learned is
   * kept.
   *
   * @param learned what the next campaign should know
   * @throws LaunchRefusal.StageConflict unless it runs
   */
  @Transactional
  public void close(CampaignId id, String learned, Actor by) {
    Campaign campaign = campaigns.require(id);
    Launch launch = lock(id);
    require(campaign, Authority.CAMPAIGN, by);
    if (!launch.stage().running()) {
      throw new LaunchRefusal.StageConflict("Only a campaign that runs can be closed.");
    }
    String note = LaunchPreparing.reason(learned);
    if (campaign.state() == CampaignState.LAUNCHED) {
      control.drain(id, "The campaign was closed.", by);
    }
    launches.closed(launch.id(), by.id(), clock.instant(), note);
    processes.changed(launch.id());
    note(campaign, "launch-closed", by, Map.of("learned", note));
  }

  /**
   * Enrols members of the audience who became known since everybody planned for was enrolled.
   *
   * @return how many
   * @throws LaunchRefusal.StageConflict while cohorts are still to come
   */
  @Transactional
  public int enrolNew(CampaignId id, Actor by) {
    launches
        .lockOf(id)
        .filter(launch -> launch.stage() != Stage.RUNNING)
        .ifPresent(
            launch -> {
              throw new LaunchRefusal.StageConflict(
                  launch.stage().running()
                      ? "Cohorts are still to come; new HCPs can be enrolled after the last wave."
                      : "Prepare the launch and get it approved first; then its HCPs are enrolled.");
            });
    return launching.enrolNew(id, by);
  }

  private Launch lock(CampaignId id) {
    return launches.lockOf(id).orElseThrow(() -> new LaunchRefusal.LaunchUnknown(id));
  }

  private void require(Campaign campaign, Authority authority, Actor by) {
    campaign.plan().countries().forEach(country -> authorities.require(by, authority, country));
  }

  private void note(Campaign campaign, String action, Actor by, Map<String, ?> facts) {
    audit.append(new AuditEvent("campaign", campaign.id().toString(), action, by, facts));
  }
}
