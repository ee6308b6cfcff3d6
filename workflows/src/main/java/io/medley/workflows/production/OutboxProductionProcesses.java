package io.medley.workflows.production;

import io.medley.workflows.engine.EngineMessage;
import io.medley.workflows.engine.EngineMessages;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Hands what the domain asks of {@code content-production} to the outbox. */
final class OutboxProductionProcesses implements ProductionProcesses {

  /** Long enough for a process that is in a job just now. */
  private static final Duration UNTIL_IT_WAITS = Duration.ofMinutes(10);

  private final EngineMessages messages;

  OutboxProductionProcesses(EngineMessages messages) {
    this.messages = messages;
  }

  @Override
  public void start(UUID productionId, int attempt) {
    messages.publish(
        new EngineMessage(
            Names.START_MESSAGE,
            productionId.toString(),
            "production/" + productionId + "/" + attempt,
            Duration.ZERO,
            Map.of("productionId", productionId, "attempt", attempt)));
  }

  @Override
  public void changed(UUID productionId) {
    messages.publish(
        new EngineMessage(
            Names.CHANGED_MESSAGE,
            productionId.toString(),
            "production/" + productionId + "/" + UUID.randomUUID(),
            UNTIL_IT_WAITS,
            Map.of()));
  }
}
