package io.medley.campaign.campaign;

import io.medley.local.LocalStack;
import io.medley.local.PostgresServer.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** The repositories of this service on a database of their own; nothing runs in the background. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan({
  "io.medley.campaign.audience.jdbc",
  "io.medley.campaign.campaign.jdbc",
  "io.medley.campaign.dryrun.jdbc",
  "io.medley.campaign.journey.jdbc",
  "io.medley.campaign.launch.jdbc",
  "io.medley.campaign.measure.jdbc",
  "io.medley.campaign.rep.jdbc"
})
public class RowsContext {

  /** Starts it on a new database. */
  public static ConfigurableApplicationContext start() {
    LocalStack stack = LocalStack.forTests();
    Database database = stack.newDatabase(stack.postgres().campaign());
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.owner().user(), database.owner().password())
        .locations("classpath:db/platform", "classpath:db/migration")
        .placeholders(Map.of("appRole", database.app().user()))
        .load()
        .migrate();
    return new SpringApplicationBuilder(RowsContext.class)
        .web(WebApplicationType.NONE)
        .properties(
            Map.of(
                "spring.datasource.url", database.jdbcUrl(),
                "spring.datasource.username", database.app().user(),
                "spring.datasource.password", database.app().password(),
                "medley.service", "campaign",
                "medley.background.enabled", "false",
                "medley.workflows.enabled", "false",
                "camunda.client.enabled", "false",
                "medley.keys.folder", folder("keys"),
                "medley.store.folder", folder("store"),
                "medley.audit.roots-folder", folder("roots")))
        .properties(
            "medley.sign-in.issuer=http://127.0.0.1:1",
            "medley.sign-in.client-id=test",
            "medley.sign-in.client-secret=test",
            "medley.elasticsearch.url=http://127.0.0.1:1")
        .run();
  }

  private static String folder(String name) {
    try {
      return Files.createTempDirectory("medley-" + name).toString();
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
