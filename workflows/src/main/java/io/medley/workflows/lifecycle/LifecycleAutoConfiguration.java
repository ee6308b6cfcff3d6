package io.medley.workflows.lifecycle;

import io.medley.workflows.engine.ConditionalOnWorkflows;
import io.medley.workflows.engine.EngineAutoConfiguration;
import io.medley.workflows.engine.EngineMessages;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** The life of a version; its jobs run only where its steps are implemented. */
@AutoConfiguration(after = EngineAutoConfiguration.class)
public class LifecycleAutoConfiguration {

  @Bean
  LifecycleProcesses lifecycleProcesses(EngineMessages messages) {
    return new OutboxLifecycleProcesses(messages);
  }

  @Bean
  @ConditionalOnWorkflows
  @ConditionalOnBean(LifecycleSteps.class)
  LifecycleWorkers lifecycleWorkers(LifecycleSteps steps) {
    return new LifecycleWorkers(steps);
  }
}
