package io.medley.campaign.rejected;

import io.medley.campaign.channel.Channel;
import io.medley.campaign.channel.Receipt;
import io.medley.campaign.channel.RenderedMessage;

/** Hands a message to a channel without the gate. */
public final class SendsPastTheGate {

  /** The forbidden act. */
  public Receipt send(Channel channel, RenderedMessage message) {
    return channel.hand(message);
  }
}
