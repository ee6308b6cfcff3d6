package io.medley.workflows.mlrreview;

import io.medley.platform.outbox.Outbox;
import io.medley.platform.time.RealTime;
import io.medley.workflows.engine.ConditionalOnWorkflows;
import io.medley.workflows.engine.Engine;
import io.medley.workflows.engine.EngineAutoConfiguration;
import io.medley.workflows.engine.EngineMessages;
import io.medley.workflows.engine.GuardedTask;
import io.medley.workflows.engine.WorkflowsProperties;
import io.medley.workflows.usertask.ReadPlaces;
import io.medley.workflows.usertask.UserTaskInbox;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The review process; its jobs run only where the review's steps are implemented. */
@AutoConfiguration(after = EngineAutoConfiguration.class)
public class ReviewAutoConfiguration {

  @Bean
  ReviewProcesses reviewProcesses(Outbox outbox, EngineMessages messages) {
    return new OutboxReviewProcesses(outbox, messages);
  }

  /**
   * Both services deploy the same models to the same engine, so every one of them knows the guard;
   * only the one with the reviews answers it.
   */
  @Bean
  GuardedTask laneCompletionGuard() {
    return LaneCompletionListener.GUARD;
  }

  /** Where reviews live. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWorkflows
  @ConditionalOnBean(ReviewSteps.class)
  static class Driven {

    @Bean
    ReviewWorkers reviewWorkers(ReviewSteps steps, Engine engine) {
      return new ReviewWorkers(steps, new ReviewDecisions(engine, JsonMapper.builder().build()));
    }

    @Bean
    ReviewCommandHandler reviewCommandHandler(
        ReviewSteps steps, UserTaskInbox inbox, Engine engine) {
      return new ReviewCommandHandler(steps, inbox, engine, JsonMapper.builder().build());
    }

    @Bean
    @ConditionalOnBean(LaneCompletions.class)
    LaneCompletionListener laneCompletionListener(LaneCompletions completions) {
      return new LaneCompletionListener(completions);
    }

    @Bean
    LaneTaskReporter laneTaskReporter(
        UserTaskInbox inbox,
        ReviewSteps steps,
        JdbcClient jdbc,
        RealTime time,
        WorkflowsProperties properties) {
      return new LaneTaskReporter(
          inbox, steps, new ReadPlaces(jdbc), time, properties.userTaskPollInterval());
    }
  }
}
