package io.medley.content.lifecycle;

import io.medley.platform.outbox.OutboxHandler;
import io.medley.platform.outbox.SequencedMessage;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Hears which position a recall's message got: from then on its senders can be counted. */
@Component
class FeedPositions implements OutboxHandler {

  private final Recalls recalls;

  FeedPositions(Recalls recalls) {
    this.recalls = recalls;
  }

  @Override
  public Set<String> topics() {
    return Set.of(ApprovalFeed.TOPIC);
  }

  @Override
  public void handle(SequencedMessage message) {
    recalls.positioned(message.message().id(), message.position());
  }
}
