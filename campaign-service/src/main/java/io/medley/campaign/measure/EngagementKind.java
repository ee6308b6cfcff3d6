package io.medley.campaign.measure;

/** What an HCP did with a contact. */
public enum EngagementKind {
  /**
   * The message's picture was loaded; mail programs do that by themselves too, so it proves little.
   */
  OPENED,
  /** A link of the message was followed. */
  CLICKED,
  /** The HCP unsubscribed from the message. */
  UNSUBSCRIBED
}
