package io.medley.campaign.campaign;

/** Where a campaign stands. */
public enum CampaignState {
  /** Planned; nobody is enrolled. */
  DRAFT,
  /** Its audience is enrolled, journeys run. */
  LAUNCHED,
  /** Ended by a person, for good: no touch is made any more. */
  STOPPED
}
