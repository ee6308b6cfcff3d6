package io.medley.campaign.campaign;

import java.util.UUID;

/** Names a campaign. */
public record CampaignId(UUID value) {

  /** A new id. */
  public static CampaignId random() {
    return new CampaignId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
