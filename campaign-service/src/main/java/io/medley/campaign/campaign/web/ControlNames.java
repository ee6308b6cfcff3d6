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

  /** The brand a safety hold is of; empty if of all. */
  public String brand(KillSwitches.Switch engaged) {
    return switch (engaged.scope()) {
      case BRAND -> engaged.key();
      case BRAND_IN_COUNTRY -> engaged.key().substring(engaged.key().indexOf('/') + 1);
      default -> "";
    };
  }

  /** The market a safety hold is of; empty if of all. */
  public String market(KillSwitches.Switch engaged) {
    return switch (engaged.scope()) {
      case COUNTRY -> engaged.key();
      case BRAND_IN_COUNTRY -> engaged.key().substring(0, engaged.key().indexOf('/'));
      default -> "";
    };
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
