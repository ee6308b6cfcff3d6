package io.medley.campaign.campaign;

/** Outbox topics of campaigns. */
final class CampaignTopics {

  /** A campaign was created, launched or stopped; key = campaign id. */
  static final String CAMPAIGN_CHANGED = "campaign.changed";

  private CampaignTopics() {}
}
