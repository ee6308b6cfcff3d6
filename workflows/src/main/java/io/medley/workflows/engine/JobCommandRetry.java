package io.medley.workflows.engine;

import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.worker.BackoffSupplier;
import io.camunda.client.jobhandling.CamundaClientExecutorService;
import io.camunda.client.jobhandling.CommandExceptionHandlingStrategy;
import io.camunda.client.jobhandling.CommandWrapper;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the outcome of a job again while the engine is busy. The starter's own strategy gives up at
 * once, so that the job would time out and run a second time.
 */
final class JobCommandRetry implements CommandExceptionHandlingStrategy {

  private static final Logger LOG = LoggerFactory.getLogger(JobCommandRetry.class);

  private final CamundaClientExecutorService executors;
  private final BackoffSupplier backoff;

  JobCommandRetry(CamundaClientExecutorService executors, BackoffSupplier backoff) {
    this.executors = executors;
    this.backoff = backoff;
  }

  @Override
  public void handleCommandError(CommandWrapper command, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    Code code = codeOf(cause);
    if (code == Code.NOT_FOUND) {
      LOG.debug("A job was completed or cancelled before its outcome arrived: {}", command);
    } else if (Engine.isBusy(code) && command.hasMoreRetries()) {
      command.increaseBackoffUsing(backoff);
      command.scheduleExecutionUsing(executors.getScheduledExecutor());
    } else {
      LOG.error("The outcome of a job was not taken, the job will run again: {}", command, cause);
    }
  }

  private static Code codeOf(Throwable cause) {
    return switch (cause) {
      case StatusRuntimeException status -> status.getStatus().getCode();
      case ClientStatusException status -> status.getStatusCode();
      default -> Code.UNKNOWN;
    };
  }
}
