package io.medley.workflows.engine;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Settings of the starter that Medley needs everywhere; any configuration overrides them. */
public final class WorkflowDefaults implements EnvironmentPostProcessor {

  /**
   * How long the engine leaves a job to the worker that took it. A job whose worker died, or whose
   * hand-over to it was lost, runs again after it.
   */
  static final Duration HOLD = Duration.ofMinutes(2);

  private static final Map<String, Object> DEFAULTS =
      Map.of(
          // Against 8.6 only gRPC activates jobs and evaluates decisions.
          "camunda.client.prefer-rest-over-grpc", "false",
          "camunda.client.worker.defaults.stream-enabled", "true",
          // Per kind of job: together they must leave the connection pool room for the feed and the
          // relay.
          "camunda.client.worker.defaults.max-jobs-active", "16",
          "camunda.client.worker.defaults.timeout", HOLD.toString(),
          // How often an outcome is sent again; 0, the starter's default, means never.
          "camunda.client.worker.defaults.max-retries", "20",
          // One deployment of our own, see ModelDeployment.
          "camunda.client.deployment.enabled", "false");

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    environment
        .getPropertySources()
        .addLast(new MapPropertySource("medleyWorkflowDefaults", DEFAULTS));
  }
}
