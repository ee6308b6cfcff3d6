package io.medley.campaign.channel;

import io.medley.campaign.hcp.HcpProfile;
import java.time.Duration;
import java.util.Optional;

/** One way for a message to leave. Nothing here is ever called inside a database transaction. */
public interface Channel {

  /** Name of the channel, e.g. {@code EMAIL}. */
  String name();

  /** Why an HCP cannot be reached through it, whatever is sent; empty if they can. */
  default Optional<String> unreachable(HcpProfile hcp) {
    return Optional.empty();
  }

  /**
   * Makes the message. The same input gives the same text; envelope dates differ.
   *
   * @throws RenderRefused if the piece cannot leave through this channel unaltered
   */
  RenderedMessage render(MessageRequest request);

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

  /**
   * Who the messages come from as the provider knows them, e.g. an address or a number; rates are
   * counted by it.
   */
  String sender();

  /** How often a message the provider cannot take now is tried before it is given up. */
  default int mostAttempts() {
    return Integer.MAX_VALUE;
  }

  /** Who can say whether a message arrived; empty if nobody can. */
  Optional<ProviderLookup> lookup();

  /** A place taken; closing gives it back. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }
}
