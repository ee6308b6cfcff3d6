package io.medley.campaign;

import io.medley.local.LocalStack;
import io.medley.local.PostgresServer.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of the whole service on the real engine and a real database; all of them share one
 * context, one database and one clock. Only the gate is scripted: what it does has tests of its
 * own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = {CampaignService.class, EngineBeans.class},
    webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = CampaignOnTheEngine.Servers.class)
public @interface CampaignOnTheEngine {

  /** Hands the context the addresses of the servers. */
  final class Servers implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
      LocalStack stack = LocalStack.forTests().startEngine();
      Database database = stack.newDatabase(stack.postgres().campaign());
      Flyway.configure()
          .dataSource(database.jdbcUrl(), database.owner().user(), database.owner().password())
          .locations("classpath:db/platform", "classpath:db/migration")
          .placeholders(Map.of("appRole", database.app().user()))
          .load()
          .migrate();
      Map<String, Object> settings = new HashMap<>();
      settings.put("spring.datasource.url", database.jdbcUrl());
      settings.put("spring.datasource.username", database.app().user());
      settings.put("spring.datasource.password", database.app().password());
      settings.put("server.address", "127.0.0.1");
      settings.put("camunda.client.grpc-address", stack.broker().grpcAddress().toString());
      settings.put("camunda.client.rest-address", stack.broker().restAddress().toString());
      settings.put("medley.elasticsearch.url", stack.elasticsearch().url().toString());
      settings.put("medley.workflows.retry-unit", "50ms");
      settings.put("medley.enroller.rate", "200");
      settings.put("medley.enroller.every", "50ms");
      settings.put("medley.keys.folder", folder("keys"));
      settings.put("medley.store.folder", folder("store"));
      settings.put("medley.audit.roots-folder", folder("roots"));
      settings.put("medley.bootstrap-administrator", "ada.admin");
      settings.put("medley.urls.campaign", "http://campaign.test");
      // Nobody signs in and nothing is sent: these are never called.
      settings.put("medley.sign-in.issuer", "http://127.0.0.1:1");
      settings.put("medley.sign-in.client-id", "test");
      settings.put("medley.sign-in.client-secret", "test");
      settings.put("medley.feed.url", "http://127.0.0.1:1");
      settings.put("medley.feed.client-id", "test");
      settings.put("medley.feed.client-secret", "test");
      settings.put("medley.feed.enabled", "false");
      settings.put("medley.smtp.host", "127.0.0.1");
      settings.put("medley.smtp.port", "1");
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(new MapPropertySource("servers", settings));
    }

    private static String folder(String name) {
      try {
        return Files.createTempDirectory("medley-" + name).toString();
      } catch (IOException unwritable) {
        throw new UncheckedIOException(unwritable);
      }
    }
  }
}
