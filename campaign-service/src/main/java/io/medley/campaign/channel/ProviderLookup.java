package io.medley.campaign.channel;

/** Asks a provider about a message whose fate is not known. */
public interface ProviderLookup {

  /** What the provider knows. */
  enum Answer {
    /** It has the message. */
    SEEN,
    /** It certainly never had the message. */
    NEVER_SEEN,
    /** It cannot be asked now; ask again. */
    NOT_NOW,
    /** It can never say. */
    CANNOT_SAY
  }

  /** Asks. A network call: never inside a transaction. Never throws for what a provider does. */
  Answer ask(String messageId);
}
