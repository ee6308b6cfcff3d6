package io.medley.campaign.campaign;

import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.outbox.Outbox;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * When what a campaign is about takes place. Moving it is no change of the plan: it happened to the
 * campaign, so it holds at once and for everybody, those under way among them.
 */
@Service
public class CampaignDates {

  /** Topic on which a moved event is announced. */
  public static final String MOVED = "campaign.event-moved";

  private final Campaigns campaigns;
  private final CampaignPlanning planning;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final Outbox outbox;

  CampaignDates(
      Campaigns campaigns,
      CampaignPlanning planning,
      Authorities authorities,
      AuditTrail audit,
      Outbox outbox) {
    this.campaigns = campaigns;
    this.planning = planning;
    this.authorities = authorities;
    this.audit = audit;
    this.outbox = outbox;
  }

  /** An event of a campaign that takes place at another time; who waits for it is told. */
  public record Moved(UUID campaignId, String event) {}

  /**
   * Says when an event takes place, in place of what was said. Waits that go by it are planned
   * anew, those that run among them. The same date again changes nothing.
   *
   * @param event as the template names it, e.g. {@code webinar}
   * @param why kept with the act
   * @throws CampaignRefusal.CampaignUnknown if there is no such campaign
   * @throws CampaignRefusal.CampaignOver if it was stopped
   * @throws CampaignRefusal.ControlUnclear if the reason is missing, or the journey goes by no such
   *     event
   * @throws io.medley.platform.security.AuthorityMissing unless the actor may campaign in each of
   *     its countries
   */
  @Transactional
  public Campaign move(CampaignId id, String event, ZonedDateTime at, String why, Actor by) {
    Campaign campaign =
        campaigns.lock(id).orElseThrow(() -> new CampaignRefusal.CampaignUnknown(id));
    campaign
        .plan()
        .countries()
        .forEach(country -> authorities.require(by, Authority.CAMPAIGN, country));
    if (campaign.state() == CampaignState.STOPPED) {
      throw new CampaignRefusal.CampaignOver(campaign);
    }
    if (!planning.template(campaign.plan().templateId()).events().contains(event)) {
      throw new CampaignRefusal.ControlUnclear(
          "This journey goes by no event \"%s\".".formatted(event));
    }
    String reason = SendControl.reason(why);
    ZonedDateTime before = campaign.plan().dates().get(event);
    if (at.equals(before)) {
      return campaign;
    }
    Map<String, ZonedDateTime> dates = new HashMap<>(campaign.plan().dates());
    dates.put(event, at);
    campaigns.dates(id, dates);
    audit.append(
        new AuditEvent(
            "campaign",
            id.toString(),
            "event-moved",
            by,
            Map.of(
                "event",
                event,
                "before",
                String.valueOf(before),
                "at",
                at.toString(),
                "why",
                reason)));
    outbox.append(MOVED, id.toString(), new Moved(id.value(), event));
    return campaigns.require(id);
  }
}
