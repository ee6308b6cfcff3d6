package io.medley.content.market;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MarketPackConfiguration {

  /** Read once; a pack that cannot be read stops the service before anything is decided by it. */
  @Bean
  MarketPacks marketPacks() {
    return MarketPacks.load();
  }
}
