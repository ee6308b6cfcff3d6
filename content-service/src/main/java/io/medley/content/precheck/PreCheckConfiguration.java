package io.medley.content.precheck;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PreCheckConfiguration {

  /** Read once; a pack that cannot be read stops the service before anything is checked with it. */
  @Bean
  RulePacks rulePacks() {
    return RulePacks.load();
  }
}
