package io.medley.workflows.lifecycle;

import io.medley.platform.outbox.Outbox;
import io.medley.workflows.engine.EngineMessage;
import io.medley.workflows.engine.EngineMessages;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Hands what the domain asks of {@code asset-lifecycle} to the outbox. */
final class OutboxLifecycleProcesses implements LifecycleProcesses {

  static final String TASK_TOPIC = "engine.life-task";

  /** Long enough for a process that is only just starting, or reading its dates again. */
  private static final Duration UNTIL_IT_WAITS = Duration.ofHours(1);

  private final EngineMessages messages;
  private final Outbox outbox;

  OutboxLifecycleProcesses(EngineMessages messages, Outbox outbox) {
    this.messages = messages;
    this.outbox = outbox;
  }

  @Override
  public void start(UUID versionId, int attempt) {
    messages.publish(EngineMessage.start(Names.START_MESSAGE, "versionId", versionId, attempt));
  }

  @Override
  public void withdrawn(UUID versionId, UUID eventId) {
    event(Names.WITHDRAWN_MESSAGE, versionId, eventId);
  }

  @Override
  public void superseded(UUID versionId, UUID eventId) {
    event(Names.SUPERSEDED_MESSAGE, versionId, eventId);
  }

  @Override
  public void renewed(UUID versionId, UUID eventId) {
    event(Names.RENEWED_MESSAGE, versionId, eventId);
  }

  @Override
  public void basisChanged(UUID versionId, UUID eventId) {
    event(Names.BASIS_CHANGED_MESSAGE, versionId, eventId);
  }

  @Override
  public void recertify(UUID versionId, UUID eventId) {
    event(Names.RECERTIFY_MESSAGE, versionId, eventId);
  }

  @Override
  public void completeTask(UUID taskId) {
    outbox.append(TASK_TOPIC, taskId.toString(), Map.of("taskId", taskId.toString()));
  }

  private void event(String name, UUID versionId, UUID eventId) {
    messages.publish(
        new EngineMessage(
            name,
            versionId.toString(),
            versionId + "/" + eventId,
            UNTIL_IT_WAITS,
            Map.of("eventId", eventId)));
  }
}
