package io.medley.campaign.campaign;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All campaigns. Writes belong to the caller's transaction. */
public interface Campaigns {

  /** Stores a new campaign in state {@code DRAFT}. */
  void add(Campaign campaign);

  /** Finds a campaign. */
  Optional<Campaign> find(CampaignId id);

  /** Finds a campaign and keeps others from changing its state until the transaction ends. */
  Optional<Campaign> lock(CampaignId id);

  /** All campaigns, newest first. */
  List<Campaign> all();

  /** Stores what a draft tries against each other, in place of what it did. */
  void experiments(CampaignId id, Map<String, Experiment> experiments);

  /** DRAFT becomes LAUNCHED. */
  void launched(CampaignId id, String by, Instant at);

  /** LAUNCHED becomes STOPPED. */
  void stopped(CampaignId id, String by, Instant at);

  /**
   * Finds a campaign that must exist.
   *
   * @throws CampaignRefusal.CampaignUnknown if it does not
   */
  default Campaign require(CampaignId id) {
    return find(id).orElseThrow(() -> new CampaignRefusal.CampaignUnknown(id));
  }
}
