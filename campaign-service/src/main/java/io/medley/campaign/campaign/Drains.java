package io.medley.campaign.campaign;

import java.util.Optional;

/** Campaigns that are being drained. Writes belong to the caller's transaction. */
public interface Drains {

  /** The campaign's drain; empty if it may be entered. */
  Optional<Drain> of(CampaignId id);

  /** Closes the campaign's entry; the first time counts. */
  void add(CampaignId id, Drain drain);
}
