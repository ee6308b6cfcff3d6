package io.medley.workflows.campaignlaunch;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.Variable;
import java.util.UUID;

/** The jobs of {@code campaign-launch}: each binds, calls one step and answers. */
public class LaunchWorkers {

  private final LaunchSteps steps;

  LaunchWorkers(LaunchSteps steps) {
    this.steps = steps;
  }

  /** Answers {@code claimed}. */
  @JobWorker(type = JobTypes.CLAIM)
  public Claimed claim(
      @Variable UUID launchId, @Variable int attempt, @ProcessInstanceKey long instance) {
    return new Claimed(steps.claim(launchId, attempt, instance));
  }

  /** Answers {@code stand}, {@code work}, {@code approvals} and {@code dueAt}. */
  @JobWorker(type = JobTypes.LOOK)
  public LaunchStand look(@Variable UUID launchId) {
    return steps.look(launchId);
  }

  /** Answers {@code decided} and {@code reason}. */
  @JobWorker(type = JobTypes.RECORD_APPROVAL)
  public ApprovalCheck recordApproval(@Variable UUID approvalId) {
    return steps.recordApproval(approvalId);
  }

  /** Enrols the cohort whose turn it is. */
  @JobWorker(type = JobTypes.RELEASE)
  public void release(@Variable UUID launchId) {
    steps.release(launchId);
  }

  /** Writes the readout of the week. */
  @JobWorker(type = JobTypes.READOUT)
  public void readout(@Variable UUID launchId) {
    steps.readout(launchId);
  }

  /** Tells that the instance has ended. */
  @JobWorker(type = JobTypes.ENDED)
  public void ended(
      @Variable UUID launchId, @Variable int attempt, @ProcessInstanceKey long instance) {
    steps.ended(launchId, attempt, instance);
  }

  /** Whether the instance may go on. */
  public record Claimed(boolean claimed) {}
}
