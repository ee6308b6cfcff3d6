package io.medley.workflows.production;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.Variable;
import java.util.UUID;

/** The jobs of {@code content-production}: each binds, calls one step and answers. */
public class ProductionWorkers {

  private final ProductionSteps steps;
  private final ProductionDecisions decisions;

  ProductionWorkers(ProductionSteps steps, ProductionDecisions decisions) {
    this.steps = steps;
    this.decisions = decisions;
  }

  /** Answers {@code claimed}. */
  @JobWorker(type = JobTypes.CLAIM)
  public Claimed claim(
      @Variable UUID productionId, @Variable int attempt, @ProcessInstanceKey long instance) {
    return new Claimed(steps.claim(productionId, attempt, instance));
  }

  /** Answers {@code stand} and {@code work}. */
  @JobWorker(type = JobTypes.LOOK)
  public Stand look(@Variable UUID productionId) {
    return steps.look(productionId);
  }

  /** Answers {@code qc} and {@code qcTask}. */
  @JobWorker(type = JobTypes.DECIDE_QC)
  public QcPlan decideQc(@Variable UUID productionId) {
    return steps
        .qcFacts(productionId)
        .map(facts -> steps.planQc(productionId, decisions.decide(facts)))
        .orElseGet(QcPlan::decided);
  }

  /** Answers {@code qcOutcome} and {@code reason}. */
  @JobWorker(type = JobTypes.RECORD_QC)
  public QcCheck recordQc(@Variable UUID productionId) {
    return steps.recordQc(productionId);
  }

  /** Opens the review. */
  @JobWorker(type = JobTypes.START_REVIEW)
  public void startReview(@Variable UUID productionId) {
    steps.startReview(productionId);
  }

  /** Tells that the instance has ended. */
  @JobWorker(type = JobTypes.ENDED)
  public void ended(
      @Variable UUID productionId, @Variable int attempt, @ProcessInstanceKey long instance) {
    steps.ended(productionId, attempt, instance);
  }

  /** Whether the instance may go on. */
  public record Claimed(boolean claimed) {}
}
