package io.medley.workflows;

import io.medley.local.LocalStack;
import io.medley.local.PostgresServer;
import io.medley.workflows.campaignlaunch.RecordedLaunches;
import io.medley.workflows.engine.Outage;
import io.medley.workflows.engine.SlowedEngine;
import io.medley.workflows.journey.RecordedJourneys;
import io.medley.workflows.lifecycle.RecordedLives;
import io.medley.workflows.mlrreview.RecordedReviews;
import io.medley.workflows.production.RecordedProductions;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;

/** The workflows on real servers, with steps that record what the models ask of them. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
    excludeName = {
      "io.medley.platform.audit.AuditAutoConfiguration",
      "io.medley.platform.command.CommandAutoConfiguration",
      "io.medley.platform.notification.NotificationAutoConfiguration",
      "io.medley.platform.security.SecurityAutoConfiguration",
      "io.medley.platform.signing.SigningAutoConfiguration",
      "io.medley.platform.store.StoreAutoConfiguration",
      "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
    })
@Import({
  RecordedReviews.class,
  RecordedLives.class,
  RecordedJourneys.class,
  RecordedProductions.class,
  RecordedLaunches.class,
  SlowedEngine.class,
  Outage.class,
  AfterCommit.class
})
class TestWorkflows {

  /** Hands the context the addresses of the servers. */
  static final class Servers
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
      LocalStack stack = LocalStack.forTests().startEngine();
      PostgresServer.Database database = stack.newDatabase(stack.postgres().content());
      Flyway.configure()
          .dataSource(database.jdbcUrl(), database.owner().user(), database.owner().password())
          .locations("classpath:db/platform")
          .placeholders(Map.of("appRole", database.app().user()))
          .load()
          .migrate();
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(
              new MapPropertySource(
                  "servers",
                  Map.of(
                      "spring.datasource.url", database.jdbcUrl(),
                      "spring.datasource.username", database.app().user(),
                      "spring.datasource.password", database.app().password(),
                      "camunda.client.grpc-address", stack.broker().grpcAddress().toString(),
                      "camunda.client.rest-address", stack.broker().restAddress().toString(),
                      "medley.elasticsearch.url", stack.elasticsearch().url().toString(),
                      // Jobs in flight outlive every jump of the clock.
                      "camunda.client.worker.defaults.timeout", "P3650D",
                      // So do questions for jobs: the gateway gives up what they bring otherwise.
                      "camunda.client.worker.defaults.request-timeout", "P3650D",
                      "medley.workflows.retry-unit", "50ms")));
    }
  }
}
