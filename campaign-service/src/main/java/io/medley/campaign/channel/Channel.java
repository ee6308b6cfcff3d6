package io.medley.campaign.channel;

import io.medley.campaign.hcp.Hcp;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** One way for a message to leave. Nothing here is ever called inside a database transaction. */
public interface Channel {

  /** Name of the channel, e.g. {@code EMAIL}. */
  String name();

  /**
   * Makes the message. The same input gives the same text; envelope dates differ.
   *
   * @param sendKey text of the send key; names the message at the provider
   * @param contactId the contact it will be
   * @throws RenderRefused if the piece cannot leave through this channel unaltered
   */
  RenderedMessage render(ApprovedPiece piece, Hcp hcp, String sendKey, UUID contactId);

  /**
   * Hands a message to the provider and waits for its answer, at most for the channel's time-out.
   * Never throws for what a provider does.
   */
  Receipt hand(RenderedMessage message);

  /**
   * Takes one of the channel's places; every touch needs one from its claim to its end.
   *
   * @param patience how long to wait for one, real time
   * @return empty if none became free
   */
  Optional<Place> takePlace(Duration patience);

  /** Who can say whether a message arrived; empty if nobody can. */
  Optional<ProviderLookup> lookup();

  /** A place taken; closing gives it back. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }
}
