package io.medley.campaign.consent;

/** What an entry says. */
public enum ConsentStatus {
  /** The HCP agreed. */
  GRANTED,
  /** The HCP does not agree, or no longer. */
  WITHDRAWN
}
