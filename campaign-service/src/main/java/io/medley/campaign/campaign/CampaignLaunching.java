package io.medley.campaign.campaign;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.touch.KillSwitches;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.outbox.Outbox;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Enrolling and stopping. Journeys are started afterwards, at a pace, by the {@link Enroller}. */
@Service
public class CampaignLaunching {

  /** HCPs enrolled by one statement. */
  private static final int PAGE = 1_000;

  private final Campaigns campaigns;
  private final CampaignPlanning planning;
  private final Enrolments enrolments;
  private final JourneyExits exits;
  private final CampaignMembers members;
  private final KillSwitches killSwitches;
  private final Drains drains;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final Outbox outbox;
  private final List<CampaignStopListener> stopListeners;
  private final Clock clock;

  CampaignLaunching(
      Campaigns campaigns,
      CampaignPlanning planning,
      Enrolments enrolments,
      JourneyExits exits,
      CampaignMembers members,
      KillSwitches killSwitches,
      Drains drains,
      Authorities authorities,
      AuditTrail audit,
      Outbox outbox,
      List<CampaignStopListener> stopListeners,
      Clock clock) {
    this.campaigns = campaigns;
    this.planning = planning;
    this.enrolments = enrolments;
    this.exits = exits;
    this.members = members;
    this.killSwitches = killSwitches;
    this.drains = drains;
    this.authorities = authorities;
    this.audit = audit;
    this.outbox = outbox;
    this.stopListeners = List.copyOf(stopListeners);
    this.clock = clock;
  }

  /**
   * Enrols a cohort of an approved launch; the first one launches the campaign. HCPs who are
   * enrolled already keep their one journey, so repeating it starts nothing twice. A journey that
   * begins with an event enrols nobody here: from the launch on the event does.
   *
   * @param cohort what people call it, e.g. "pilot"
   * @param launchedBy person id of whoever asked for the launch
   * @return HCPs enrolled by this call
   * @throws CampaignRefusal.CampaignOver if the campaign was stopped
   * @throws CampaignRefusal.CampaignDraining if nobody may enter it any more
   */
  @Transactional(
      propagation = Propagation.MANDATORY,
      // Nothing is written before it, and the launch goes on without this cohort.
      noRollbackFor = CampaignRefusal.CampaignDraining.class)
  public int release(CampaignId id, String cohort, List<HcpId> hcps, String launchedBy, Actor by) {
    Campaign campaign =
        campaigns.lock(id).orElseThrow(() -> new CampaignRefusal.CampaignUnknown(id));
    Instant now = clock.instant();
    if (campaign.state() == CampaignState.STOPPED) {
      throw new CampaignRefusal.CampaignOver(campaign);
    }
    if (drains.of(id).isPresent()) {
      throw new CampaignRefusal.CampaignDraining(campaign);
    }
    if (campaign.state() == CampaignState.DRAFT) {
      campaigns.launched(id, launchedBy, now);
      announce(id, CampaignState.LAUNCHED);
    }
    boolean byEvent = !planning.template(campaign.plan().templateId()).entryEvents().isEmpty();
    List<HcpId> entering = byEvent ? List.of() : hcps;
    int enrolled = 0;
    for (int from = 0; from < entering.size(); from += PAGE) {
      List<HcpId> page = entering.subList(from, Math.min(from + PAGE, entering.size()));
      enrolled += enrolments.enrol(id, page.stream().map(HcpId::value).toList(), now);
    }
    audit.append(
        new AuditEvent(
            "campaign",
            id.toString(),
            campaign.state() == CampaignState.DRAFT ? "launched" : "cohort-enrolled",
            by,
            Map.of(
                "cohort", cohort,
                "enrolled", enrolled,
                "countries", campaign.plan().countries())));
    return enrolled;
  }

  /**
   * Enrols members of a launched campaign's audience who became known since. Nobody starts twice.
   *
   * @return HCPs enrolled by this call
   * @throws CampaignRefusal.CampaignUnknown if there is no such campaign
   * @throws CampaignRefusal.CampaignNotLaunched if it is a draft
   * @throws CampaignRefusal.CampaignOver if it was stopped
   * @throws CampaignRefusal.CampaignDraining if nobody may enter it any more
   * @throws io.medley.platform.security.AuthorityMissing unless the actor may campaign in each of
   *     its countries
   */
  @Transactional
  public int enrolNew(CampaignId id, Actor by) {
    Campaign campaign = lock(id, by);
    if (campaign.state() == CampaignState.DRAFT) {
      throw new CampaignRefusal.CampaignNotLaunched(campaign);
    }
    List<HcpId> everybody = new ArrayList<>();
    members.pages(campaign, clock.instant(), everybody::addAll);
    return release(id, "new members", everybody, by.id(), by);
  }

  /**
   * Stops for good: no further touch is handed over, running journeys are asked to end, waiting
   * ones never start. Repeating it changes nothing.
   *
   * @throws CampaignRefusal.CampaignUnknown if there is no such campaign
   * @throws CampaignRefusal.CampaignNotLaunched if it is a draft
   * @throws io.medley.platform.security.AuthorityMissing unless the actor may campaign in each of
   *     its countries
   */
  @Transactional
  public void stop(CampaignId id, Actor by) {
    stop(id, "The campaign was stopped.", by);
  }

  /**
   * The same, with the reason kept.
   *
   * @param why one sentence for the audit
   */
  @Transactional
  public void stop(CampaignId id, String why, Actor by) {
    stop(lock(id, by), why, by);
  }

  /**
   * The same by somebody who decided that the pilot does not go on; the caller has checked that
   * they may.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void noGo(CampaignId id, String why, Actor by) {
    stop(campaigns.lock(id).orElseThrow(() -> new CampaignRefusal.CampaignUnknown(id)), why, by);
  }

  private void stop(Campaign campaign, String why, Actor by) {
    CampaignId id = campaign.id();
    switch (campaign.state()) {
      case DRAFT -> throw new CampaignRefusal.CampaignNotLaunched(campaign);
      case STOPPED -> {
        // It was stopped before.
      }
      case LAUNCHED -> {
        campaigns.stopped(id, by.id(), clock.instant());
        killSwitches.engage(KillSwitches.Scope.CAMPAIGN, id.toString(), why, by);
        List<EnrolmentId> open = enrolments.openOf(id);
        open.forEach(enrolment -> exits.request(enrolment, ExitReason.CAMPAIGN_STOPPED));
        audit.append(
            new AuditEvent(
                "campaign",
                id.toString(),
                "stopped",
                by,
                Map.of("journeysAsked", open.size(), "why", why)));
        announce(id, CampaignState.STOPPED);
        stopListeners.forEach(listener -> listener.stopped(id));
      }
    }
  }

  private Campaign lock(CampaignId id, Actor by) {
    Campaign campaign =
        campaigns.lock(id).orElseThrow(() -> new CampaignRefusal.CampaignUnknown(id));
    campaign
        .plan()
        .countries()
        .forEach(country -> authorities.require(by, Authority.CAMPAIGN, country));
    return campaign;
  }

  private void announce(CampaignId id, CampaignState state) {
    outbox.append(
        CampaignTopics.CAMPAIGN_CHANGED, id.toString(), new CampaignChanged(id.value(), state));
  }
}
