package io.medley.workflows.mlrreview;

import io.medley.platform.outbox.Outbox;
import io.medley.workflows.engine.EngineMessage;
import io.medley.workflows.engine.EngineMessages;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Hands what the domain asks of {@code mlr-review} to the outbox. */
final class OutboxReviewProcesses implements ReviewProcesses {

  static final String TASK_TOPIC = "engine.review-task";
  static final String HUMAN_TOPIC = "engine.review-human";
  static final String CANCEL_TOPIC = "engine.review-cancel";

  private static final Duration HELD = Duration.ofMinutes(10);

  private final Outbox outbox;
  private final EngineMessages messages;

  OutboxReviewProcesses(Outbox outbox, EngineMessages messages) {
    this.outbox = outbox;
    this.messages = messages;
  }

  @Override
  public void start(UUID reviewId, int attempt) {
    messages.publish(EngineMessage.start(Names.START_MESSAGE, "reviewId", reviewId, attempt));
  }

  @Override
  public void completeLane(UUID reviewId, String lane, String verdict) {
    outbox.append(TASK_TOPIC, reviewId + "/" + lane, new CompleteLane(reviewId, lane, verdict));
  }

  @Override
  public void completeHuman(UUID reviewId, HumanStep step) {
    outbox.append(HUMAN_TOPIC, reviewId + "/" + step, new CompleteHuman(reviewId, step));
  }

  @Override
  public void stopRound(UUID reviewId, UUID stop) {
    tell(Names.ROUND_STOPPED_MESSAGE, reviewId, "stop/" + stop);
  }

  @Override
  public void objected(UUID reviewId, UUID objection) {
    tell(Names.OBJECTION_MESSAGE, reviewId, "objection/" + objection);
  }

  @Override
  public void corrected(UUID reviewId) {
    tell(Names.CORRECTED_MESSAGE, reviewId, "corrected/" + reviewId);
  }

  // Held for a while, because the process may be in the job before the event it waits with.
  private void tell(String message, UUID reviewId, String messageId) {
    messages.publish(new EngineMessage(message, reviewId.toString(), messageId, HELD, Map.of()));
  }

  @Override
  public void cancel(UUID reviewId, int attempt, long processInstanceKey) {
    outbox.append(
        CANCEL_TOPIC, reviewId.toString(), new Cancel(reviewId, attempt, processInstanceKey));
  }

  /** Complete the open task of a lane. */
  record CompleteLane(UUID reviewId, String lane, String verdict) {}

  /** Complete the open task of a step. */
  record CompleteHuman(UUID reviewId, HumanStep step) {}

  /** Cancel an instance. */
  record Cancel(UUID reviewId, int attempt, long processInstanceKey) {}
}
