package io.medley.workflows.engine;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How Medley works with its engine. The connection itself is configured under {@code
 * camunda.client}.
 *
 * @param enabled whether this process talks to the engine by itself; see {@link
 *     ConditionalOnWorkflows}
 * @param userTasks where the keys of human tasks come from: {@code exported} (records the engine
 *     exports to Elasticsearch, the only way before 8.8) or {@code search} (the engine's own
 *     search)
 * @param userTaskIndex the exported records of human tasks
 * @param userTaskPollInterval how often new human tasks are looked for
 * @param deploymentPatience how long the start waits for the engine to take the models
 * @param retryUnit the shortest wait of a failed job; see {@link JobFailureBackoff}
 * @param stopPatience how long a stopping service may take to finish the jobs it has
 */
@Validated
@ConfigurationProperties("medley.workflows")
public record WorkflowsProperties(
    @DefaultValue("true") boolean enabled,
    @NotNull @DefaultValue("exported") UserTaskSource userTasks,
    @NotBlank @DefaultValue("zeebe-record_user-task_*") String userTaskIndex,
    @NotNull @DefaultValue("500ms") Duration userTaskPollInterval,
    @NotNull @DefaultValue("60s") Duration deploymentPatience,
    @NotNull @DefaultValue("1s") Duration retryUnit,
    @NotNull @DefaultValue("20s") Duration stopPatience) {

  /** Where the keys of human tasks come from. */
  public enum UserTaskSource {
    /** Records the engine exports to Elasticsearch. */
    EXPORTED,
    /** The engine's own search, from 8.8. */
    SEARCH
  }
}
