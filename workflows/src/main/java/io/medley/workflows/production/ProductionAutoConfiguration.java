package io.medley.workflows.production;

import io.medley.workflows.engine.ConditionalOnWorkflows;
import io.medley.workflows.engine.Engine;
import io.medley.workflows.engine.EngineAutoConfiguration;
import io.medley.workflows.engine.EngineMessages;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The making of a piece; its jobs run only where its steps are implemented. */
@AutoConfiguration(after = EngineAutoConfiguration.class)
public class ProductionAutoConfiguration {

  @Bean
  ProductionProcesses productionProcesses(EngineMessages messages) {
    return new OutboxProductionProcesses(messages);
  }

  /** Where briefs and pieces live. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWorkflows
  @ConditionalOnBean(ProductionSteps.class)
  static class Driven {

    @Bean
    ProductionWorkers productionWorkers(ProductionSteps steps, Engine engine) {
      return new ProductionWorkers(
          steps, new ProductionDecisions(engine, JsonMapper.builder().build()));
    }
  }
}
