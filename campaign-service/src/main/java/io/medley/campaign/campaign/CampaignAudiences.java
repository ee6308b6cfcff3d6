package io.medley.campaign.campaign;

import io.medley.campaign.audience.Audience;
import io.medley.campaign.audience.AudienceKeeping;
import io.medley.campaign.audience.AudienceRefusal.CampaignLaunched;
import io.medley.campaign.audience.Audiences;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which saved audience a campaign enrols from. */
@Service
public class CampaignAudiences {

  private final Campaigns campaigns;
  private final Audiences audiences;
  private final AudienceKeeping keeping;
  private final Authorities authorities;
  private final AuditTrail audit;

  CampaignAudiences(
      Campaigns campaigns,
      Audiences audiences,
      AudienceKeeping keeping,
      Authorities authorities,
      AuditTrail audit) {
    this.campaigns = campaigns;
    this.audiences = audiences;
    this.keeping = keeping;
    this.authorities = authorities;
    this.audit = audit;
  }

  /**
   * A draft takes the newest version of this audience, and keeps that version whatever becomes of
   * the audience. It still enrols in its own countries only.
   *
   * @throws CampaignRefusal.CampaignUnknown if there is no such campaign
   * @throws CampaignLaunched if it is no draft any more
   * @throws io.medley.platform.security.AuthorityMissing unless the actor may campaign in each of
   *     its countries
   */
  @Transactional
  public Audience choose(CampaignId id, UUID audienceId, Actor by) {
    Campaign campaign =
        campaigns.lock(id).orElseThrow(() -> new CampaignRefusal.CampaignUnknown(id));
    campaign
        .plan()
        .countries()
        .forEach(country -> authorities.require(by, Authority.CAMPAIGN, country));
    if (campaign.state() != CampaignState.DRAFT) {
      throw new CampaignLaunched(campaign.plan().name());
    }
    Audience audience = keeping.require(audienceId);
    audiences.assign(id.value(), audience);
    audit.append(
        new AuditEvent(
            "campaign",
            id.toString(),
            "audience-chosen",
            by,
            Map.of(
                "audience", audience.id().toString(),
                "name", audience.name(),
                "version", audience.version())));
    return audience;
  }
}
