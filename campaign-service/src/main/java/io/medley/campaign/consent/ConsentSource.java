package io.medley.campaign.consent;

/** Where an entry comes from. */
public enum ConsentSource {
  /** A column of an imported file. Never overrules {@link #HCP}. */
  IMPORT,
  /** The HCP's own act: preference page, one-click unsubscription. */
  HCP,
  /** A person of the house, with evidence. */
  OPERATOR
}
