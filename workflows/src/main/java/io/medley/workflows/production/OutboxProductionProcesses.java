package io.medley.workflows.production;

import io.medley.workflows.engine.EngineMessage;
import io.medley.workflows.engine.EngineMessages;
import java.util.UUID;

/** Hands what the domain asks of {@code content-production} to the outbox. */
final class OutboxProductionProcesses implements ProductionProcesses {

  private final EngineMessages messages;

  OutboxProductionProcesses(EngineMessages messages) {
    this.messages = messages;
  }

  @Override
  public void start(UUID productionId, int attempt) {
    messages.publish(
        EngineMessage.start(Names.START_MESSAGE, "productionId", productionId, attempt));
  }

  @Override
  public void changed(UUID productionId) {
    messages.publish(EngineMessage.changed(Names.CHANGED_MESSAGE, productionId));
  }
}
