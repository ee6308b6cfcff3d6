package io.medley.workflows.mlrreview;

import io.medley.platform.outbox.OutboxHandler;
import io.medley.platform.outbox.SequencedMessage;
import io.medley.workflows.engine.Engine;
import io.medley.workflows.usertask.UserTask;
import io.medley.workflows.usertask.UserTaskInbox;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** Completes lane tasks and cancels instances, tolerant of repetition. */
final class ReviewCommandHandler implements OutboxHandler {

  private final ReviewSteps steps;
  private final UserTaskInbox inbox;
  private final Engine engine;
  private final JsonMapper json;

  ReviewCommandHandler(ReviewSteps steps, UserTaskInbox inbox, Engine engine, JsonMapper json) {
    this.steps = steps;
    this.inbox = inbox;
    this.engine = engine;
    this.json = json;
  }

  @Override
  public Set<String> topics() {
    return Set.of(
        OutboxReviewProcesses.TASK_TOPIC,
        OutboxReviewProcesses.HUMAN_TOPIC,
        OutboxReviewProcesses.CANCEL_TOPIC);
  }

  @Override
  public void handle(SequencedMessage message) {
    var payload = message.message().payload();
    switch (message.message().topic()) {
      case OutboxReviewProcesses.TASK_TOPIC ->
          complete(json.treeToValue(payload, OutboxReviewProcesses.CompleteLane.class));
      case OutboxReviewProcesses.HUMAN_TOPIC ->
          completeHuman(json.treeToValue(payload, OutboxReviewProcesses.CompleteHuman.class));
      case OutboxReviewProcesses.CANCEL_TOPIC ->
          cancel(json.treeToValue(payload, OutboxReviewProcesses.Cancel.class));
      default -> throw new IllegalArgumentException(message.message().topic());
    }
  }

  /**
   * Done when the lane is closed or the newest task took the verdict. A task that is gone ends that
   * attempt only: the lane was closed meanwhile, or a newer task appears.
   */
  private void complete(OutboxReviewProcesses.CompleteLane command) {
    Optional<LaneState> lane =
        steps.lane(command.reviewId(), command.lane()).filter(LaneState::open);
    if (lane.isEmpty()) {
      return;
    }
    Map<String, Object> verdict = Map.of("verdict", command.verdict());
    Long told = lane.get().newestTask();
    if (told != null && engine.completeUserTask(told, verdict)) {
      return;
    }
    long instance = lane.get().processInstanceKey();
    boolean completed =
        newestTask(instance, command.lane())
            .map(task -> engine.completeUserTask(task.taskKey(), verdict))
            .orElse(false);
    if (!completed && engine.alive(instance)) {
      throw new LaneTaskNotOpen(command.lane());
    }
  }

  private Optional<UserTask> newestTask(long instance, String lane) {
    return inbox.ofInstance(instance, Names.LANE_TASK).stream()
        .filter(
            task ->
                task.candidateGroups().stream()
                    .anyMatch(group -> LanePlan.laneOf(group).equals(lane)))
        .reduce((first, newest) -> newest);
  }

  /** Done when the step is over or its newest task was completed. */
  private void completeHuman(OutboxReviewProcesses.CompleteHuman command) {
    Optional<LaneState> step =
        steps.human(command.reviewId(), command.step()).filter(LaneState::open);
    if (step.isEmpty()) {
      return;
    }
    long instance = step.get().processInstanceKey();
    boolean completed =
        inbox.ofInstance(instance, command.step().element()).stream()
            .reduce((first, newest) -> newest)
            .map(task -> engine.completeUserTask(task.taskKey(), Map.of()))
            .orElse(false);
    if (!completed && engine.alive(instance)) {
      throw new LaneTaskNotOpen(command.step().name());
    }
  }

  private void cancel(OutboxReviewProcesses.Cancel command) {
    engine.cancel(command.processInstanceKey());
    steps.ended(command.reviewId(), command.attempt(), command.processInstanceKey());
  }

  /** The lane is open, its newest task is not visible or was just completed: look again later. */
  private static final class LaneTaskNotOpen extends RuntimeException {
    LaneTaskNotOpen(String lane) {
      super("The newest task of " + lane + " is not open yet");
    }
  }
}
