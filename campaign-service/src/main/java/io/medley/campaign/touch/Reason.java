package io.medley.campaign.touch;

/** Why a touch came out as it did; each with what a person should read. */
public enum Reason {
  /** Everything held; the provider took the message. */
  DELIVERED_TO_PROVIDER("Approved, agreed to and in time; the provider took the message."),
  /** The planned piece is gone, another approved one took its place. */
  PLANNED_PIECE_UNAVAILABLE("The planned piece may no longer be used; another approved one went."),
  /** Everything but the send. */
  HOLDOUT("The HCP belongs to the holdout: everything was decided, nothing was sent."),
  /** A kill switch is on. */
  KILL_SWITCH("Sending is stopped for this campaign, brand, country or channel."),
  /** An exit criterion is met. */
  EXIT_CRITERION("The journey has a reason to end for this HCP."),
  /** The HCP's personal values were destroyed. */
  HCP_ERASED("The HCP was erased."),
  /** The HCP has died. */
  HCP_DECEASED("The HCP has died."),
  /** The HCP practises no more. */
  HCP_RETIRED("The HCP has retired."),
  /** The piece is gone for good and nothing took its place in time. */
  CONTENT_GONE("The piece was withdrawn or ran out for good, and nothing took its place in time."),
  /** Drug safety or medical stopped it. */
  SAFETY_HOLD("Drug safety or medical holds sending for this brand or market."),
  /** No address, wrong type, or another reason in the HCP's own row. */
  NOT_ELIGIBLE("The HCP is not eligible for this touch."),
  /** The address bounced, or its owner complained. */
  ADDRESS_SUPPRESSED("The address bounced or its owner complained: nothing is sent to it."),
  /** The channel has no adapter. */
  CHANNEL_NOT_AVAILABLE("This channel cannot be used yet."),
  /** Never agreed. */
  CONSENT_MISSING("There is no consent for this channel."),
  /** Agreed once, withdrawn since. */
  CONSENT_WITHDRAWN("Consent for this channel was withdrawn."),
  /** The HCP asked for a rest period. */
  HCP_RESTS("The HCP asked to be left alone for a time: nothing that promotes is sent."),
  /** No zone of the HCP or the practice, and the country has more than one. */
  NO_TIME_ZONE("No time zone is known for the HCP, so no local time can be respected."),
  /** Outside the hours. */
  OUTSIDE_CONTACT_HOURS("It is outside contact hours where the HCP is."),
  /** The policy has no open window. */
  NO_CONTACT_HOURS("The contact hours never open."),
  /** A cap is reached. */
  FREQUENCY_CAP("The HCP was contacted as often as the cap allows."),
  /** The room that is left belongs to a touch that goes first. */
  YIELDED("The room under the cap is kept for a touch that goes first."),
  /** No valid lease on the approval state. */
  APPROVAL_STATE_UNKNOWN("The approval state of the content is not known at this moment."),
  /** The catalog did not answer. */
  CATALOG_UNAVAILABLE("The catalog could not be asked."),
  /** The piece's bytes could not be had. */
  CONTENT_UNAVAILABLE("The approved bytes of the piece could not be had."),
  /** Nothing fits. */
  NO_APPROVED_CONTENT("No approved piece fits market, language, channel and audience."),
  /** What fitted before was withdrawn. */
  CONTENT_WITHDRAWN("The piece was withdrawn or ran out, and nothing approved can replace it."),
  /** The checks of today block the piece. */
  CONTENT_BLOCKED("Today's checks block the piece, and nothing approved can replace it."),
  /** What fits cannot be made into a message. */
  CONTENT_REFUSED("What fits cannot be made into a message that may be sent."),
  /** Claims and conditions changed under the touch more often than it was tried. */
  CONTENDED("Conditions changed while the touch was being made."),
  /** All senders of the channel are busy. */
  CHANNEL_BUSY("The channel is at its capacity."),
  /** As many messages as may leave in this time have left. */
  RATE_LIMITED("As many messages as may leave in this time have left; it has a slot later."),
  /** The same touch is being made right now, or is being looked up at the provider. */
  SEND_IN_PROGRESS("This touch is on its way already."),
  /** The provider could not be reached or asked to come back. */
  PROVIDER_UNAVAILABLE("The provider could not take the message now."),
  /** The provider refused for good. */
  PROVIDER_REFUSED("The provider refused the message for good."),
  /** It cannot be known whether the provider took the message. */
  PROVIDER_SILENT("Nobody can say whether the provider took the message."),
  /** What it is about has taken place. */
  EVENT_PAST("What it is about has taken place, or will have before it could leave."),
  /** Held longer than the step is worth. */
  STALE("The touch was held longer than the step allows.");

  private final String sentence;

  Reason(String sentence) {
    this.sentence = sentence;
  }

  /** One sentence for people. */
  public String sentence() {
    return sentence;
  }
}
