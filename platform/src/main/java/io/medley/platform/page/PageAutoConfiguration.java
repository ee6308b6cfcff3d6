package io.medley.platform.page;

import io.medley.platform.security.CurrentActor;
import io.medley.platform.security.People;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** The object behind the layout. */
@AutoConfiguration(after = ThymeleafAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(MedleyUrls.class)
class PageAutoConfiguration {

  @Bean
  Page page(
      MedleyUrls urls,
      CurrentActor currentActor,
      Clock clock,
      Environment environment,
      ObjectProvider<Waiting> waiting,
      ObjectProvider<People> people) {
    return new Page(
        environment.getRequiredProperty("medley.service"),
        urls,
        currentActor,
        clock,
        person -> waiting(waiting.getIfAvailable(), person),
        person -> name(people.getIfAvailable(), person));
  }

  @Bean
  ApiDescription apiDescription(Environment environment) {
    return new ApiDescription(environment.getRequiredProperty("medley.service"));
  }

  /** A page is shown with a sign-in name rather than not at all. */
  private static String name(@Nullable People people, String person) {
    try {
      return people == null ? person : people.printedName(person);
    } catch (DataAccessException away) {
      return person;
    }
  }

  /** A page is shown without its bell rather than not at all. */
  private static int waiting(@Nullable Waiting waiting, String person) {
    try {
      return waiting == null ? -1 : waiting.of(person);
    } catch (DataAccessException away) {
      return -1;
    }
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
