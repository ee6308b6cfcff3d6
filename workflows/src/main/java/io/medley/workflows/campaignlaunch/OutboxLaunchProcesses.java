package io.medley.workflows.campaignlaunch;

import io.medley.workflows.engine.EngineMessage;
import io.medley.workflows.engine.EngineMessages;
import java.util.UUID;

/** Hands what the domain asks of {@code campaign-launch} to the outbox. */
final class OutboxLaunchProcesses implements LaunchProcesses {

  private final EngineMessages messages;

  OutboxLaunchProcesses(EngineMessages messages) {
    this.messages = messages;
  }

  @Override
  public void start(UUID launchId, int attempt) {
    messages.publish(EngineMessage.start(Names.START_MESSAGE, "launchId", launchId, attempt));
  }

  @Override
  public void changed(UUID launchId) {
    messages.publish(EngineMessage.changed(Names.CHANGED_MESSAGE, launchId));
  }

  @Override
  public void approvalDecided(UUID approvalId) {
    messages.publish(EngineMessage.changed(Names.APPROVAL_DECIDED_MESSAGE, approvalId));
  }
}
