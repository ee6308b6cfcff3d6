package io.medley.workflows.campaignlaunch;

import io.medley.workflows.engine.ConditionalOnWorkflows;
import io.medley.workflows.engine.EngineAutoConfiguration;
import io.medley.workflows.engine.EngineMessages;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The launch of a campaign; its jobs run only where its steps are implemented. */
@AutoConfiguration(after = EngineAutoConfiguration.class)
public class LaunchAutoConfiguration {

  @Bean
  LaunchProcesses launchProcesses(EngineMessages messages) {
    return new OutboxLaunchProcesses(messages);
  }

  /** Where campaigns live. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWorkflows
  @ConditionalOnBean(LaunchSteps.class)
  static class Driven {

    @Bean
    LaunchWorkers launchWorkers(LaunchSteps steps) {
      return new LaunchWorkers(steps);
    }
  }
}
