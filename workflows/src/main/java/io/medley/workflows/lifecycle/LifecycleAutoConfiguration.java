package io.medley.workflows.lifecycle;

import io.medley.platform.outbox.Outbox;
import io.medley.workflows.engine.ConditionalOnWorkflows;
import io.medley.workflows.engine.Engine;
import io.medley.workflows.engine.EngineAutoConfiguration;
import io.medley.workflows.engine.EngineMessages;
import io.medley.workflows.usertask.UserTaskInbox;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The life of a version; its jobs run only where its steps are implemented. */
@AutoConfiguration(after = EngineAutoConfiguration.class)
public class LifecycleAutoConfiguration {

  @Bean
  LifecycleProcesses lifecycleProcesses(EngineMessages messages, Outbox outbox) {
    return new OutboxLifecycleProcesses(messages, outbox);
  }

  /** Where versions live. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWorkflows
  @ConditionalOnBean(LifecycleSteps.class)
  static class Driven {

    @Bean
    LifecycleWorkers lifecycleWorkers(LifecycleSteps steps, Engine engine) {
      return new LifecycleWorkers(
          steps, new LifecycleDecisions(engine, JsonMapper.builder().build()));
    }

    @Bean
    LifecycleTaskHandler lifecycleTaskHandler(
        LifecycleSteps steps, UserTaskInbox inbox, Engine engine) {
      return new LifecycleTaskHandler(steps, inbox, engine);
    }
  }
}
