package io.medley.campaign.campaign;

import io.medley.campaign.audience.Audiences;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.touch.KillSwitches;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.outbox.Outbox;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Launching and stopping. Journeys are started afterwards, at a pace, by the {@link Enroller}. */
@Service
public class CampaignLaunching {

  /** Exit reason of journeys whose campaign was stopped. */
  public static final String STOPPED_REASON = "CAMPAIGN_STOPPED";

  /** HCPs enrolled by one statement. */
  private static final int PAGE = 1_000;

  private final Campaigns campaigns;
  private final CampaignPlanning planning;
  private final Enrolments enrolments;
  private final JourneyExits exits;
  private final Hcps hcps;
  private final Audiences audiences;
  private final KillSwitches killSwitches;
  private final Drains drains;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final Outbox outbox;
  private final Clock clock;

  CampaignLaunching(
      Campaigns campaigns,
      CampaignPlanning planning,
      Enrolments enrolments,
      JourneyExits exits,
      Hcps hcps,
      Audiences audiences,
      KillSwitches killSwitches,
      Drains drains,
      Authorities authorities,
      AuditTrail audit,
      Outbox outbox,
      Clock clock) {
    this.campaigns = campaigns;
    this.planning = planning;
    this.enrolments = enrolments;
    this.exits = exits;
    this.hcps = hcps;
    this.audiences = audiences;
    this.killSwitches = killSwitches;
    this.drains = drains;
    this.authorities = authorities;
    this.audit = audit;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * What a launch did.
   *
   * @param enrolledNow HCPs enrolled by this call; those enrolled before keep their one journey
   */
  public record Launched(int enrolledNow) {}

  /**
   * Launches: enrols everybody of the audience who is not enrolled yet. Repeating it enrols only
   * HCPs that became known since, and starts nothing twice. A journey that begins with an event
   * enrols nobody here: from now on the event does.
   *
   * @throws CampaignRefusal.CampaignUnknown if there is no such campaign
   * @throws CampaignRefusal.CampaignOver if it was stopped
   * @throws CampaignRefusal.CampaignDraining if nobody may enter it any more
   * @throws CampaignRefusal.AudienceEmpty if nobody would be enrolled by a first launch
   * @throws io.medley.platform.security.AuthorityMissing unless the actor may campaign in each of
   *     its countries
   */
  @Transactional
  public Launched launch(CampaignId id, Actor by) {
    Campaign campaign = lock(id, by);
    Instant now = clock.instant();
    switch (campaign.state()) {
      case STOPPED -> throw new CampaignRefusal.CampaignOver(campaign);
      case DRAFT -> campaigns.launched(id, by.id(), now);
      case LAUNCHED -> {
        // A repeated launch only completes the audience.
        if (drains.of(id).isPresent()) {
          throw new CampaignRefusal.CampaignDraining(campaign);
        }
      }
    }
    boolean byEvent = !planning.template(campaign.plan().templateId()).entryEvents().isEmpty();
    int enrolled = byEvent ? 0 : enrolAudience(campaign, now);
    if (campaign.state() == CampaignState.DRAFT && enrolled == 0 && !byEvent) {
      throw new CampaignRefusal.AudienceEmpty(campaign.plan().countries());
    }
    if (campaign.state() == CampaignState.DRAFT || enrolled > 0) {
      audit.append(
          new AuditEvent(
              "campaign",
              id.toString(),
              "launched",
              by,
              Map.of("enrolled", enrolled, "countries", campaign.plan().countries())));
      announce(id, CampaignState.LAUNCHED);
    }
    return new Launched(enrolled);
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
    Campaign campaign = lock(id, by);
    switch (campaign.state()) {
      case DRAFT -> throw new CampaignRefusal.CampaignNotLaunched(campaign);
      case STOPPED -> {
        // It was stopped before.
      }
      case LAUNCHED -> {
        campaigns.stopped(id, by.id(), clock.instant());
        killSwitches.engage(KillSwitches.Scope.CAMPAIGN, id.toString(), why, by);
        List<EnrolmentId> open = enrolments.openOf(id);
        open.forEach(enrolment -> exits.request(enrolment, STOPPED_REASON));
        audit.append(
            new AuditEvent(
                "campaign",
                id.toString(),
                "stopped",
                by,
                Map.of("journeysAsked", open.size(), "why", why)));
        announce(id, CampaignState.STOPPED);
      }
    }
  }

  private int enrolAudience(Campaign campaign, Instant now) {
    int enrolled = 0;
    @Nullable HcpId last = null;
    List<HcpId> page;
    do {
      page = members(campaign, last, now);
      enrolled += enrolments.enrol(campaign.id(), page.stream().map(HcpId::value).toList(), now);
      last = page.isEmpty() ? last : page.getLast();
    } while (page.size() == PAGE);
    return enrolled;
  }

  /** Members of the campaign's audience, or everybody, in the campaign's countries. */
  private List<HcpId> members(Campaign campaign, @Nullable HcpId last, Instant now) {
    List<String> countries = campaign.plan().countries();
    return audiences
        .of(campaign.id().value())
        .map(audience -> audiences.members(audience, countries, last, PAGE, now))
        .orElseGet(
            () -> hcps.audience(countries, last, PAGE).stream().map(HcpProfile::id).toList());
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
