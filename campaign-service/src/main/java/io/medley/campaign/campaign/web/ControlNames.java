package io.medley.campaign.campaign.web;

import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.touch.KillSwitches;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** How pages name what is paused; templates reach it as {@code @controlNames}. */
@Component("controlNames")
class ControlNames {

  private final Campaigns campaigns;

  ControlNames(Campaigns campaigns) {
    this.campaigns = campaigns;
  }

  /** A campaign by its name, anything else by its key. */
  public String of(KillSwitches.Switch engaged) {
    return engaged.scope() == KillSwitches.Scope.CAMPAIGN
        ? campaigns
            .find(new CampaignId(UUID.fromString(engaged.key())))
            .map(campaign -> campaign.plan().name())
            .orElse(engaged.key())
        : engaged.key();
  }
}
