package io.medley.campaign.campaign.web;

import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.PausablePieces;
import io.medley.campaign.touch.KillSwitches;
import io.medley.platform.page.Page;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** How pages name what is paused; templates reach it as {@code @controlNames}. */
@Component("controlNames")
class ControlNames {

  private final Campaigns campaigns;
  private final PausablePieces pieces;
  private final CampaignViews views;

  ControlNames(Campaigns campaigns, PausablePieces pieces, CampaignViews views) {
    this.campaigns = campaigns;
    this.pieces = pieces;
    this.views = views;
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

  /** What kinds of things can be paused, as people choose among them. */
  public String kind(KillSwitches.Scope scope) {
    return switch (scope) {
      case ALL -> "All sending";
      case CAMPAIGN -> "A campaign";
      case BRAND -> "A brand";
      case BRAND_IN_COUNTRY -> "A brand in one country";
      case COUNTRY -> "A country";
      case CHANNEL -> "A channel";
      case CHANNEL_IN_COUNTRY -> "A channel in one country";
      case ASSET -> "A piece";
    };
  }

  /** What is chosen within a kind. */
  public String which(KillSwitches.Scope scope) {
    return switch (scope) {
      case ALL -> "";
      case CAMPAIGN -> "Campaign";
      case BRAND, BRAND_IN_COUNTRY -> "Brand";
      case COUNTRY -> "Country";
      case CHANNEL, CHANNEL_IN_COUNTRY -> "Channel";
      case ASSET -> "Piece";
    };
  }

  /**
   * What is switched off, as people call it: a campaign by its name, a piece by its title.
   *
   * @param page names brands and channels
   */
  public String of(KillSwitches.Switch engaged, Page page) {
    String key = engaged.key();
    return switch (engaged.scope()) {
      case ALL -> "";
      case CAMPAIGN ->
          campaigns
              .find(new CampaignId(UUID.fromString(key)))
              .map(campaign -> campaign.plan().name())
              .orElse(key);
      case COUNTRY -> views.country(key);
      case CHANNEL -> page.words(key);
      case CHANNEL_IN_COUNTRY -> page.words(key.substring(3)) + ", " + country(key);
      case BRAND_IN_COUNTRY -> page.words(key.substring(3)) + ", " + country(key);
      case BRAND -> page.words(key);
      case ASSET -> pieces.find(key).map(PausablePieces.Piece::title).orElse(key);
    };
  }

  private String country(String key) {
    return views.country(key.substring(0, 2));
  }
}
