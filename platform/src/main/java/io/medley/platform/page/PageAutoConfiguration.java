package io.medley.platform.page;

import io.medley.platform.security.CurrentActor;
import java.time.Clock;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** The object behind the layout. */
@AutoConfiguration(after = ThymeleafAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(MedleyUrls.class)
class PageAutoConfiguration {

  @Bean
  Page page(MedleyUrls urls, CurrentActor currentActor, Clock clock, Environment environment) {
    return new Page(environment.getRequiredProperty("medley.service"), urls, currentActor, clock);
  }

  /**
   * Makes the page known to every template as {@code medley}. Thymeleaf refuses bean references in
   * attributes such as {@code th:href} and {@code th:attr}, but not a variable.
   */
  @Bean
  SmartInitializingSingleton pageInTemplates(Page page, ThymeleafViewResolver views) {
    return () -> views.addStaticVariable("medley", page);
  }
}
