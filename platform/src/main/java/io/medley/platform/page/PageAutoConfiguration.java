package io.medley.platform.page;

import io.medley.platform.security.CurrentActor;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** The bean behind the layout. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(MedleyUrls.class)
class PageAutoConfiguration {

  @Bean
  Page page(MedleyUrls urls, CurrentActor currentActor, Clock clock, Environment environment) {
    return new Page(environment.getRequiredProperty("medley.service"), urls, currentActor, clock);
  }
}
