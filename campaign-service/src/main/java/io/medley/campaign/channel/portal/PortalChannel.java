package io.medley.campaign.channel.portal;

import io.medley.campaign.channel.Channel;
import io.medley.campaign.channel.MessageRequest;
import io.medley.campaign.channel.PortalMessages;
import io.medley.campaign.channel.ProviderLookup;
import io.medley.campaign.channel.Receipt;
import io.medley.campaign.channel.RenderedMessage;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The channel a portal pulls: handing over is answering it. Until the answer is written down nobody
 * has it, so a process that died before that certainly gave nothing away.
 */
@Component
class PortalChannel implements Channel {

  private static final Place ALWAYS_ROOM = () -> {};

  private final PortalMessages messages;

  PortalChannel(PortalMessages messages) {
    this.messages = messages;
  }

  @Override
  public String name() {
    return "PORTAL";
  }

  @Override
  public String sender() {
    return "portal";
  }

  @Override
  public RenderedMessage render(MessageRequest request) {
    return messages.render(request);
  }

  @Override
  public Receipt hand(RenderedMessage message) {
    return new Receipt.Taken("answered to the portal");
  }

  @Override
  public Optional<Place> takePlace(Duration patience) {
    // Who asks waits anyway: the request's own thread is the place.
    return Optional.of(ALWAYS_ROOM);
  }

  @Override
  public Optional<ProviderLookup> lookup() {
    return Optional.of(messageId -> ProviderLookup.Answer.NEVER_SEEN);
  }
}
