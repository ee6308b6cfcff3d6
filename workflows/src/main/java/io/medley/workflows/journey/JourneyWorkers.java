package io.medley.workflows.journey;

import io.camunda.client.annotation.CustomHeaders;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.Variable;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The jobs of every journey: each binds, calls one step and answers. */
public class JourneyWorkers {

  private final JourneySteps steps;
  private final ClaimLag lag;

  JourneyWorkers(JourneySteps steps, ClaimLag lag) {
    this.steps = steps;
    this.lag = lag;
  }

  /** Answers {@code claimed}. */
  @JobWorker(type = JobTypes.CLAIM)
  public Claimed claim(
      @Variable UUID enrolmentId,
      @Variable int attempt,
      @Variable @Nullable Instant requestedAt,
      @ProcessInstanceKey long instance) {
    lag.claiming(enrolmentId, attempt, requestedAt);
    return new Claimed(steps.claim(enrolmentId, attempt, instance));
  }

  /** Answers {@code outcome}, {@code reason} and {@code heldUntil}. */
  @JobWorker(type = JobTypes.TOUCH)
  public TouchResult touch(
      @Variable UUID enrolmentId,
      @Variable @Nullable Integer occurrence,
      @CustomHeaders Map<String, String> headers) {
    return steps.touch(
        StepHeaders.touch(enrolmentId, occurrence == null ? 1 : occurrence, headers));
  }

  /** Answers {@code waitUntil}, {@code waitOver} and {@code waitPast}. */
  @JobWorker(type = JobTypes.WAIT_UNTIL)
  public WaitResult waitUntil(
      @Variable UUID enrolmentId, @CustomHeaders Map<String, String> headers) {
    return steps.waitUntil(enrolmentId, StepHeaders.step(headers));
  }

  /** Answers {@code path}. */
  @JobWorker(type = JobTypes.SPLIT)
  public Split split(@Variable UUID enrolmentId, @CustomHeaders Map<String, String> headers) {
    return new Split(steps.split(StepHeaders.split(enrolmentId, headers)));
  }

  /** Answers {@code outcome}, {@code reason} and {@code answerBy}. */
  @JobWorker(type = JobTypes.SUGGEST)
  public SuggestionResult suggest(
      @Variable UUID enrolmentId,
      @Variable @Nullable Integer occurrence,
      @CustomHeaders Map<String, String> headers) {
    return steps.suggest(
        StepHeaders.suggestion(enrolmentId, occurrence == null ? 1 : occurrence, headers));
  }

  /** Answers {@code claimed}. */
  @JobWorker(type = JobTypes.CLAIM_EVENT)
  public Claimed claimEvent(@Variable UUID enrolmentId, @Variable UUID eventId) {
    return new Claimed(steps.claimEvent(enrolmentId, eventId));
  }

  /** Tells that the journey ended early. */
  @JobWorker(type = JobTypes.EXITED)
  public void exited(@Variable UUID enrolmentId, @Variable String exitReason) {
    steps.exited(enrolmentId, exitReason);
  }

  /** Tells that the journey reached its end. */
  @JobWorker(type = JobTypes.COMPLETED)
  public void completed(@Variable UUID enrolmentId) {
    steps.completed(enrolmentId);
  }

  /** Tells that the instance has ended. */
  @JobWorker(type = JobTypes.ENDED)
  public void ended(
      @Variable UUID enrolmentId, @Variable int attempt, @ProcessInstanceKey long instance) {
    steps.ended(enrolmentId, attempt, instance);
  }

  /** Whether the instance, or the event, may go on. */
  public record Claimed(boolean claimed) {}

  /** Which path to take. */
  public record Split(String path) {}
}
