package io.medley.workflows.mlrreview;

import io.camunda.client.annotation.CustomHeaders;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.Variable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The jobs of {@code mlr-review}: each binds, calls one step and answers. */
public class ReviewWorkers {

  private final ReviewSteps steps;
  private final ReviewDecisions decisions;

  ReviewWorkers(ReviewSteps steps, ReviewDecisions decisions) {
    this.steps = steps;
    this.decisions = decisions;
  }

  /** Answers {@code claimed}. */
  @JobWorker(type = JobTypes.CLAIM)
  public Claimed claim(
      @Variable UUID reviewId, @Variable int attempt, @ProcessInstanceKey long instance) {
    return new Claimed(steps.claim(reviewId, attempt, instance));
  }

  /** Answers {@code checkVerdict}. */
  @JobWorker(type = JobTypes.PRE_CHECK)
  public PreChecked preCheck(@Variable UUID reviewId) {
    return new PreChecked(steps.preCheck(reviewId));
  }

  /** Answers {@code lanes}. */
  @JobWorker(type = JobTypes.PLAN_LANES)
  public LanesPlanned planLanes(@Variable UUID reviewId) {
    ReviewDecisions.Decided decided = decisions.decide(steps.tierFacts(reviewId));
    return new LanesPlanned(steps.planLanes(reviewId, decided.tier(), decided.lanes()));
  }

  /** Answers {@code piece}. */
  @JobWorker(type = JobTypes.OPEN_LANE)
  public LaneOpened openLane(@Variable UUID reviewId, @Variable String lane) {
    return new LaneOpened(steps.openLane(reviewId, lane));
  }

  /** Answers {@code recorded} and {@code reason}. */
  @JobWorker(type = JobTypes.RECORD_VERDICT)
  public VerdictCheck recordVerdict(
      @Variable UUID reviewId, @Variable String lane, @Variable @Nullable String formVerdict) {
    return steps.recordVerdict(reviewId, lane, formVerdict);
  }

  /** Tells that a lane is still open. */
  @JobWorker(type = JobTypes.LANE_OVERDUE)
  public void laneOverdue(
      @Variable UUID reviewId, @Variable String lane, @CustomHeaders Map<String, String> headers) {
    steps.laneOverdue(reviewId, lane, Integer.parseInt(headers.getOrDefault("percent", "")));
  }

  /** Answers {@code outcome}, {@code human} and {@code until}. */
  @JobWorker(type = JobTypes.CONSOLIDATE)
  public NextMove consolidate(@Variable UUID reviewId) {
    return steps.consolidate(reviewId);
  }

  /** Answers {@code until}. */
  @JobWorker(type = JobTypes.OPEN_CONDITIONS)
  public ConditionsOpened openConditions(@Variable UUID reviewId) {
    return new ConditionsOpened(steps.openConditions(reviewId));
  }

  /** Answers {@code stepOutcome} and {@code step}. */
  @JobWorker(type = JobTypes.NEXT_STEP)
  public StepMove nextStep(@Variable UUID reviewId) {
    return steps.nextStep(reviewId);
  }

  /** Seals the approval; answers {@code stepOutcome} and {@code step}. */
  @JobWorker(type = JobTypes.SEAL)
  public StepMove seal(@Variable UUID reviewId) {
    steps.seal(reviewId);
    return steps.nextStep(reviewId);
  }

  /** Publishes the version. */
  @JobWorker(type = JobTypes.GO_LIVE)
  public void goLive(@Variable UUID reviewId) {
    steps.goLive(reviewId);
  }

  /** Returns the version. */
  @JobWorker(type = JobTypes.RETURN_TO_AGENCY)
  public void returnToAgency(@Variable UUID reviewId) {
    steps.returnToAgency(reviewId);
  }

  /** Rejects the version. */
  @JobWorker(type = JobTypes.REJECT)
  public void reject(@Variable UUID reviewId) {
    steps.reject(reviewId);
  }

  /** Tells that the instance has ended. */
  @JobWorker(type = JobTypes.ENDED)
  public void ended(
      @Variable UUID reviewId, @Variable int attempt, @ProcessInstanceKey long instance) {
    steps.ended(reviewId, attempt, instance);
  }

  /** Whether the instance may go on. */
  public record Claimed(boolean claimed) {}

  /** The verdict of the pre-checks. */
  public record PreChecked(CheckVerdict checkVerdict) {}

  /** The lanes to open. */
  public record LanesPlanned(List<LanePlan> lanes) {}

  /** What the form shows. */
  public record LaneOpened(LaneDisplay piece) {}

  /** How long the agency has for the changes. */
  public record ConditionsOpened(Instant until) {}
}
