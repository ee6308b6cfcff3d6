package io.medley.workflows.lifecycle;

import io.medley.platform.outbox.OutboxHandler;
import io.medley.platform.outbox.SequencedMessage;
import io.medley.workflows.engine.Engine;
import io.medley.workflows.usertask.UserTask;
import io.medley.workflows.usertask.UserTaskInbox;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Completes the human tasks of what was decided on a page, tolerant of repetition. */
final class LifecycleTaskHandler implements OutboxHandler {

  private final LifecycleSteps steps;
  private final UserTaskInbox inbox;
  private final Engine engine;

  LifecycleTaskHandler(LifecycleSteps steps, UserTaskInbox inbox, Engine engine) {
    this.steps = steps;
    this.inbox = inbox;
    this.engine = engine;
  }

  @Override
  public Set<String> topics() {
    return Set.of(OutboxLifecycleProcesses.TASK_TOPIC);
  }

  /**
   * Completes every human task that asks for the decision; those that are gone were completed or
   * ended meanwhile. A decision the engine still waits for has a task that is not visible yet.
   */
  @Override
  public void handle(SequencedMessage message) {
    UUID taskId = UUID.fromString(message.message().payload().path("taskId").asString());
    Optional<LifeTaskState> state = steps.task(taskId);
    if (state.isEmpty()) {
      return;
    }
    long instance = state.get().processInstanceKey();
    boolean completed = false;
    for (String element : Names.humanTasks(state.get().kind())) {
      for (UserTask task : inbox.ofInstance(instance, element)) {
        if (task.candidateGroups().contains(taskId.toString())) {
          completed |= engine.completeUserTask(task.taskKey(), Map.of());
        }
      }
    }
    if (!completed && state.get().open() && engine.alive(instance)) {
      throw new HumanTaskNotOpen(taskId);
    }
  }

  /** The human task is not visible yet, or was just completed: look again later. */
  private static final class HumanTaskNotOpen extends RuntimeException {
    HumanTaskNotOpen(UUID taskId) {
      super("The human task of " + taskId + " is not open yet");
    }
  }
}
