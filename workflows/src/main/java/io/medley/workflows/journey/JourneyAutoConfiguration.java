package io.medley.workflows.journey;

import io.medley.platform.outbox.Outbox;
import io.medley.platform.time.RealTime;
import io.medley.workflows.engine.ConditionalOnWorkflows;
import io.medley.workflows.engine.Engine;
import io.medley.workflows.engine.EngineAutoConfiguration;
import io.medley.workflows.engine.EngineMessages;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Journeys; their jobs run only where their steps are implemented. */
@AutoConfiguration(after = EngineAutoConfiguration.class)
public class JourneyAutoConfiguration {

  @Bean
  ClaimLag claimLag(RealTime time) {
    return new ClaimLag(time);
  }

  @Bean
  JourneyProcesses journeyProcesses(
      Outbox outbox, EngineMessages messages, Engine engine, ClaimLag lag) {
    return new OutboxJourneyProcesses(outbox, messages, engine, lag, JourneyTemplates.read());
  }

  /** Where journeys live. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWorkflows
  @ConditionalOnBean(JourneySteps.class)
  static class Driven {

    @Bean
    JourneyWorkers journeyWorkers(JourneySteps steps, ClaimLag lag) {
      return new JourneyWorkers(steps, lag);
    }

    @Bean
    JourneyStartHandler journeyStartHandler(Engine engine, ClaimLag lag, RealTime time) {
      return new JourneyStartHandler(engine, lag, time, JsonMapper.builder().build());
    }
  }
}
