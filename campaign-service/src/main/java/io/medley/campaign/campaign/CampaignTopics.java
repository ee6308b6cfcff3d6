package io.medley.campaign.campaign;

/** Outbox topics of campaigns. */
public final class CampaignTopics {

  /** A campaign was created, launched, changed or stopped; key = campaign id. */
  public static final String CAMPAIGN_CHANGED = "campaign.changed";

  private CampaignTopics() {}
}
