package io.medley.campaign.channel;

/** What the provider answered. */
public sealed interface Receipt {

  /** The provider took the message and will not forget it. */
  record Taken(String answer) implements Receipt {}

  /** The provider certainly did not take it, and may later. */
  record NotNow(String why) implements Receipt {}

  /** The provider certainly did not take it and never will. */
  record Refused(String why) implements Receipt {}

  /** Nobody can say: the connection broke after the message was under way. */
  record Silent(String why) implements Receipt {}
}
