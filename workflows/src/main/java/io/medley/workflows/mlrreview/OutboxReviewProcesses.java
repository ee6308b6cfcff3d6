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
  static final String CANCEL_TOPIC = "engine.review-cancel";

  private final Outbox outbox;
  private final EngineMessages messages;

  OutboxReviewProcesses(Outbox outbox, EngineMessages messages) {
    this.outbox = outbox;
    this.messages = messages;
  }

  @Override
  public void start(UUID reviewId, int attempt) {
    messages.publish(
        new EngineMessage(
            Names.START_MESSAGE,
            reviewId.toString(),
            "review/" + reviewId + "/" + attempt,
            Duration.ZERO,
            Map.of("reviewId", reviewId, "attempt", attempt)));
  }

  @Override
  public void completeLane(UUID reviewId, String lane, String verdict) {
    outbox.append(TASK_TOPIC, reviewId + "/" + lane, new CompleteLane(reviewId, lane, verdict));
  }

  @Override
  public void cancel(UUID reviewId, int attempt, long processInstanceKey) {
    outbox.append(
        CANCEL_TOPIC, reviewId.toString(), new Cancel(reviewId, attempt, processInstanceKey));
  }

  /** Complete the open task of a lane. */
  record CompleteLane(UUID reviewId, String lane, String verdict) {}

  /** Cancel an instance. */
  record Cancel(UUID reviewId, int attempt, long processInstanceKey) {}
}
