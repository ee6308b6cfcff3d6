package io.medley.workflows.engine;

import io.camunda.client.api.worker.JobExceptionHandler;
import io.camunda.client.jobhandling.BeanJobExceptionHandler;
import io.camunda.client.jobhandling.CommandExceptionHandlingStrategy;
import io.camunda.client.jobhandling.JobExceptionHandlerSupplier;
import io.camunda.client.metrics.MetricsRecorder;
import java.time.Duration;

/**
 * Lets a failed job wait longer the fewer retries it has left: 1 s while it has ten or more, then
 * doubling up to 256 s. A step that fails for a quarter of an hour becomes an incident.
 */
final class JobFailureBackoff implements JobExceptionHandlerSupplier {

  private static final int GENTLE_FROM = 10;

  private final CommandExceptionHandlingStrategy commandRetry;
  private final MetricsRecorder metrics;
  private final Duration unit;

  JobFailureBackoff(
      CommandExceptionHandlingStrategy commandRetry, MetricsRecorder metrics, Duration unit) {
    this.commandRetry = commandRetry;
    this.metrics = metrics;
    this.unit = unit;
  }

  @Override
  public JobExceptionHandler getJobExceptionHandler(JobExceptionHandlerSupplierContext context) {
    return failed ->
        new BeanJobExceptionHandler(
                backoff(failed.getActivatedJob().getRetries()),
                context.maxRetries(),
                metrics,
                commandRetry)
            .handleJobException(failed);
  }

  Duration backoff(int retriesLeft) {
    return unit.multipliedBy(1L << Math.clamp(GENTLE_FROM - (long) retriesLeft, 0, 8));
  }
}
