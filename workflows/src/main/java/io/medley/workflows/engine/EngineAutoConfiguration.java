package io.medley.workflows.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.worker.BackoffSupplier;
import io.camunda.client.impl.CamundaJackson3ObjectMapper;
import io.camunda.client.jobhandling.CamundaClientExecutorService;
import io.camunda.client.jobhandling.CommandExceptionHandlingStrategy;
import io.camunda.client.jobhandling.JobExceptionHandlerSupplier;
import io.camunda.client.metrics.MetricsRecorder;
import io.camunda.client.spring.configuration.CamundaAutoConfiguration;
import io.medley.platform.elasticsearch.SearchExchange;
import io.medley.platform.outbox.Outbox;
import io.medley.platform.time.RealTime;
import io.medley.workflows.usertask.ExportedUserTasks;
import io.medley.workflows.usertask.SearchedUserTasks;
import io.medley.workflows.usertask.UserTaskInbox;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import tools.jackson.databind.json.JsonMapper;

/** Connects to the engine; see the starter's settings under {@code camunda.client}. */
@AutoConfiguration(before = CamundaAutoConfiguration.class)
@EnableConfigurationProperties(WorkflowsProperties.class)
public class EngineAutoConfiguration {

  /** Variables and outbox rows: dates as ISO instants, unknown fields of newer versions ignored. */
  static JsonMapper json() {
    return JsonMapper.builder().build();
  }

  @Bean
  Engine engine(@Lazy CamundaClient client) {
    return new Engine(client);
  }

  @Bean
  EngineMessages engineMessages(Outbox outbox) {
    return new EngineMessages(outbox);
  }

  /**
   * Everything that talks to the engine by itself; off while a service runs one of its commands.
   */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWorkflows
  static class Connected {

    private static final Duration LONGEST_REST = Duration.ofSeconds(5);

    /** The client's mapper on Jackson 3, independent of how a service shapes its own JSON. */
    @Bean
    io.camunda.client.api.JsonMapper camundaJsonMapper() {
      return new CamundaJackson3ObjectMapper(json());
    }

    @Bean
    JobThreads jobThreads() {
      return new JobThreads();
    }

    @Bean
    JobCalls jobCalls() {
      return new JobCalls();
    }

    @Bean
    FinishingJobs finishingJobs(
        JobCalls calls, JobThreads threads, WorkflowsProperties properties) {
      return new FinishingJobs(calls, threads, properties.stopPatience());
    }

    /** Two threads poll and retry; jobs run on threads of their own. */
    @Bean
    CamundaClientExecutorService camundaClientExecutorService(JobThreads jobThreads) {
      return new CamundaClientExecutorService(
          Executors.newScheduledThreadPool(
              2, Thread.ofPlatform().daemon().name("engine-poll-", 0).factory()),
          true,
          jobThreads,
          true);
    }

    /**
     * How long a worker that found no jobs rests before it asks again, at most: while a worker is
     * full the engine keeps what it would push to it until somebody asks. The starter's own rest
     * grows to a minute.
     */
    @Bean
    BackoffSupplier streamNoJobsBackoffSupplier() {
      return BackoffSupplier.newBackoffBuilder().maxDelay(LONGEST_REST.toMillis()).build();
    }

    @Bean
    CommandExceptionHandlingStrategy commandExceptionHandlingStrategy(
        CamundaClientExecutorService executors, BackoffSupplier backoffSupplier) {
      return new JobCommandRetry(executors, backoffSupplier);
    }

    @Bean
    JobExceptionHandlerSupplier jobExceptionHandlingSupplier(
        CommandExceptionHandlingStrategy commandRetry,
        MetricsRecorder metrics,
        WorkflowsProperties properties) {
      return new JobFailureBackoff(commandRetry, metrics, properties.retryUnit());
    }

    @Bean
    ModelDeployment modelDeployment(
        @Lazy CamundaClient client,
        RealTime time,
        WorkflowsProperties properties,
        ObjectProvider<GuardedTask> guarded) {
      return new ModelDeployment(
          client,
          time,
          properties.deploymentPatience(),
          guarded.orderedStream().toList(),
          properties.userTasks());
    }

    @Bean
    EngineMessageHandler engineMessageHandler(Engine engine) {
      return new EngineMessageHandler(engine, json());
    }

    @Bean
    UserTaskInbox userTaskInbox(
        WorkflowsProperties properties,
        ObjectProvider<SearchExchange> exchange,
        @Lazy CamundaClient client) {
      return switch (properties.userTasks()) {
        case EXPORTED -> new ExportedUserTasks(exchange.getObject(), properties.userTaskIndex());
        case SEARCH -> new SearchedUserTasks(client);
      };
    }
  }
}
