package io.medley.workflows.campaignlaunch;

import io.medley.workflows.engine.EngineMessage;
import io.medley.workflows.engine.EngineMessages;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Hands what the domain asks of {@code campaign-launch} to the outbox. */
final class OutboxLaunchProcesses implements LaunchProcesses {

  /** Long enough for a process that is in a job just now. */
  private static final Duration UNTIL_IT_WAITS = Duration.ofMinutes(10);

  private final EngineMessages messages;

  OutboxLaunchProcesses(EngineMessages messages) {
    this.messages = messages;
  }

  @Override
  public void start(UUID launchId, int attempt) {
    messages.publish(
        new EngineMessage(
            Names.START_MESSAGE,
            launchId.toString(),
            "launch/" + launchId + "/" + attempt,
            Duration.ZERO,
            Map.of("launchId", launchId, "attempt", attempt)));
  }

  @Override
  public void changed(UUID launchId) {
    messages.publish(
        new EngineMessage(
            Names.CHANGED_MESSAGE,
            launchId.toString(),
            "launch/" + launchId + "/" + UUID.randomUUID(),
            UNTIL_IT_WAITS,
            Map.of()));
  }

  @Override
  public void approvalDecided(UUID approvalId) {
    messages.publish(
        new EngineMessage(
            Names.APPROVAL_DECIDED_MESSAGE,
            approvalId.toString(),
            "launch-approval/" + approvalId + "/" + UUID.randomUUID(),
            UNTIL_IT_WAITS,
            Map.of()));
  }
}
