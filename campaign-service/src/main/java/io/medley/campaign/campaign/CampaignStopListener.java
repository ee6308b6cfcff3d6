package io.medley.campaign.campaign;

/** Acts when a campaign is stopped for good, in the transaction that stops it. */
@FunctionalInterface
public interface CampaignStopListener {

  /** The campaign was stopped just now; its row is locked. */
  void stopped(CampaignId campaign);
}
