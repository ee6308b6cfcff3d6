package io.medley.workflows.engine;

import io.medley.platform.outbox.OutboxHandler;
import io.medley.platform.outbox.SequencedMessage;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** Sends the messages of the outbox to the engine. */
final class EngineMessageHandler implements OutboxHandler {

  private final Engine engine;
  private final JsonMapper json;

  EngineMessageHandler(Engine engine, JsonMapper json) {
    this.engine = engine;
    this.json = json;
  }

  @Override
  public Set<String> topics() {
    return Set.of(EngineMessages.TOPIC);
  }

  @Override
  public void handle(SequencedMessage message) {
    engine.publish(json.treeToValue(message.message().payload(), EngineMessage.class));
  }
}
