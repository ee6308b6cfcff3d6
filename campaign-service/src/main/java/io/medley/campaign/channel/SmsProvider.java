package io.medley.campaign.channel;

import java.util.Optional;

/** Who carries text messages. Nothing here is ever called inside a database transaction. */
public interface SmsProvider {

  /** Hands a message over and waits for the answer. Never throws for what a provider does. */
  Receipt hand(RenderedMessage message);

  /** Who can say whether a message arrived there; empty if nobody can. */
  Optional<ProviderLookup> lookup();
}
