package io.medley.workflows.lifecycle;

import io.camunda.client.annotation.CustomHeaders;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.Variable;
import java.util.Map;
import java.util.UUID;

/** The jobs of {@code asset-lifecycle}: each binds, calls one step and answers. */
public class LifecycleWorkers {

  private final LifecycleSteps steps;

  LifecycleWorkers(LifecycleSteps steps) {
    this.steps = steps;
  }

  /** Answers {@code claimed}. */
  @JobWorker(type = JobTypes.CLAIM)
  public Claimed claim(
      @Variable UUID versionId, @Variable int attempt, @ProcessInstanceKey long instance) {
    return new Claimed(steps.claim(versionId, attempt, instance));
  }

  /** Answers the dates to wait for. */
  @JobWorker(type = JobTypes.DATES)
  public LifecycleDates dates(@Variable UUID versionId) {
    return steps.dates(versionId);
  }

  /** Tells that the version expires soon. */
  @JobWorker(type = JobTypes.EXPIRY_NEAR)
  public void expiryNear(@Variable UUID versionId, @CustomHeaders Map<String, String> headers) {
    steps.expiryNear(versionId, Integer.parseInt(headers.getOrDefault("days", "")));
  }

  /** Tells that the expiry date was reached. */
  @JobWorker(type = JobTypes.EXPIRED)
  public void expired(@Variable UUID versionId) {
    steps.expired(versionId);
  }

  /** Tells that the version was withdrawn. */
  @JobWorker(type = JobTypes.WITHDRAWN)
  public void withdrawn(@Variable UUID versionId, @Variable UUID eventId) {
    steps.withdrawn(versionId, eventId);
  }

  /** Tells that a newer version went live. */
  @JobWorker(type = JobTypes.SUPERSEDED)
  public void superseded(@Variable UUID versionId, @Variable UUID eventId) {
    steps.superseded(versionId, eventId);
  }

  /** Tells that the instance has ended. */
  @JobWorker(type = JobTypes.ENDED)
  public void ended(
      @Variable UUID versionId, @Variable int attempt, @ProcessInstanceKey long instance) {
    steps.ended(versionId, attempt, instance);
  }

  /** Whether the instance may go on. */
  public record Claimed(boolean claimed) {}
}
