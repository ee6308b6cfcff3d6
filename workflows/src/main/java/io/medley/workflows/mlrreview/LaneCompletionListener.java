package io.medley.workflows.mlrreview;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.medley.workflows.engine.GuardedTask;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Denies the completion of a lane's task that nobody signed, on engines that ask (8.8 and later).
 * On older engines the task completes and {@code record-verdict} sends it back with the same
 * reason; that step stays in the model, so this listener shortens the way and decides nothing that
 * is not decided again.
 */
public class LaneCompletionListener {

  /** Type of the listener's job. */
  static final String COMPLETING = "mlr-review.lane-completing";

  /** The task and its listener. */
  static final GuardedTask GUARD = new GuardedTask(Names.PROCESS, Names.LANE_TASK, COMPLETING);

  private static final Logger LOG = LoggerFactory.getLogger(LaneCompletionListener.class);

  private final LaneCompletions completions;

  LaneCompletionListener(LaneCompletions completions) {
    this.completions = completions;
  }

  /** Answers whether the task may complete. */
  @JobWorker(
      type = COMPLETING,
      autoComplete = false,
      fetchVariables = {"reviewId", "lane", "verdict"})
  public void completing(JobClient client, ActivatedJob job) {
    Map<String, Object> variables = job.getVariablesAsMap();
    Object verdict = variables.get("verdict");
    Optional<String> against =
        completions.against(
            UUID.fromString(String.valueOf(variables.get("reviewId"))),
            String.valueOf(variables.get("lane")),
            verdict == null ? null : verdict.toString());
    against.ifPresent(reason -> LOG.info("A lane's task stays open: {}", reason));
    client
        .newCompleteCommand(job.getKey())
        .withResult(
            result ->
                against
                    .map(reason -> result.forUserTask().deny(true, reason))
                    .orElseGet(() -> result.forUserTask().deny(false)))
        .send()
        .join();
  }
}
