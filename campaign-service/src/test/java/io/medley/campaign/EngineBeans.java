package io.medley.campaign;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a test on the engine puts in place of the real thing: the clock and the gate. */
@TestConfiguration(proxyBeanMethods = false)
class EngineBeans {

  @Bean
  EngineClock clock() {
    return new EngineClock();
  }

  @Bean
  @Primary
  ScriptedGate scriptedGate(JdbcClient jdbc, EngineClock clock) {
    return new ScriptedGate(jdbc, clock);
  }
}
