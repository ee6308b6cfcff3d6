package io.medley.campaign.consent;

/** What an entry says. */
public enum ConsentStatus {
  /** The HCP agreed. */
  GRANTED,
  /** The HCP does not agree, or no longer. */
  WITHDRAWN,
  /** The HCP was asked and has not confirmed yet (double opt-in). Allows nothing. */
  PENDING,
  /** The HCP agreed for a time that is over. Follows from the entry's expiry, never recorded. */
  EXPIRED
}
