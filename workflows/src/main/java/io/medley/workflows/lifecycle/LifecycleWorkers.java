package io.medley.workflows.lifecycle;

import io.camunda.client.annotation.CustomHeaders;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.Variable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The jobs of {@code asset-lifecycle}: each binds, calls one step and answers. */
public class LifecycleWorkers {

  private final LifecycleSteps steps;
  private final LifecycleDecisions decisions;

  LifecycleWorkers(LifecycleSteps steps, LifecycleDecisions decisions) {
    this.steps = steps;
    this.decisions = decisions;
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

  /** Answers {@code ask} and {@code task}. */
  @JobWorker(type = JobTypes.EXPIRY_NEAR)
  public Expiring expiryNear(@Variable UUID versionId, @CustomHeaders Map<String, String> headers) {
    Optional<LifeTask> task =
        steps.expiryNear(versionId, Integer.parseInt(headers.getOrDefault("days", "")));
    return new Expiring(task.isPresent(), task.orElse(null));
  }

  /** Answers {@code response} and {@code task}. */
  @JobWorker(type = JobTypes.RESPOND)
  public Responded respond(@Variable UUID versionId, @Variable UUID eventId) {
    BasisResponse response = decisions.decide(steps.basisFacts(versionId, eventId));
    return new Responded(
        response.response(), steps.respond(versionId, eventId, response).orElse(null));
  }

  /** Answers {@code task}. */
  @JobWorker(type = JobTypes.RECERTIFY)
  public Asked recertify(@Variable UUID versionId, @Variable UUID eventId) {
    return new Asked(steps.recertify(versionId, eventId));
  }

  /** Answers {@code recalls}. */
  @JobWorker(type = JobTypes.WITHDRAWN)
  public Recalling withdrawn(@Variable UUID versionId, @Variable UUID eventId) {
    return new Recalling(steps.withdrawn(versionId, eventId));
  }

  /** Tells that nobody acknowledged a recall in time; answers {@code escalated}. */
  @JobWorker(type = JobTypes.TASK_OVERDUE)
  public Escalated taskOverdue(@Variable UUID taskId) {
    steps.taskOverdue(taskId);
    return new Escalated(true);
  }

  /** Answers {@code task}. */
  @JobWorker(type = JobTypes.CLOSE_OUT)
  public Asked closeOut(@Variable UUID versionId, @Variable UUID eventId) {
    return new Asked(steps.closeOut(versionId, eventId));
  }

  /** Answers {@code recorded} and {@code reason}. */
  @JobWorker(type = JobTypes.RECORD_TASK)
  public TaskCheck recordTask(@Variable UUID taskId, @Variable @Nullable String formDecision) {
    return steps.recordTask(taskId, formDecision);
  }

  /** Tells that the expiry date was reached. */
  @JobWorker(type = JobTypes.EXPIRED)
  public void expired(@Variable UUID versionId) {
    steps.expired(versionId);
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

  /** Whether somebody is asked about the expiry. */
  public record Expiring(boolean ask, @Nullable LifeTask task) {}

  /** What follows from a change. */
  public record Responded(BasisResponse.Response response, @Nullable LifeTask task) {}

  /** What somebody is asked. */
  public record Asked(LifeTask task) {}

  /** The recalls people have to acknowledge. */
  public record Recalling(List<LifeTask> recalls) {}

  /** That coordinators were told. */
  public record Escalated(boolean escalated) {}
}
