package io.medley.campaign.campaign;

import io.medley.campaign.CampaignService;
import io.medley.local.LocalStack;
import io.medley.local.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The whole service without its engine, on a database of its own; started once for all tests that
 * share a JVM, and stopped with it.
 */
public final class WholeService {

  /** What the SMS provider signs its calls with. */
  public static final String SMS_SECRET = "shared-with-the-provider";

  private static final ConfigurableApplicationContext CONTEXT = start();

  private WholeService() {}

  /** The running service. */
  public static ConfigurableApplicationContext context() {
    return CONTEXT;
  }

  private static ConfigurableApplicationContext start() {
    LocalStack stack = LocalStack.forTests();
    PostgresServer.Database database = stack.newDatabase(stack.postgres().campaign());
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.owner().user(), database.owner().password())
        .locations("classpath:db/platform", "classpath:db/migration")
        .placeholders(Map.of("appRole", database.app().user()))
        .load()
        .migrate();
    Map<String, String> settings = new HashMap<>();
    settings.put("server.port", "0");
    settings.put("spring.datasource.url", database.jdbcUrl());
    settings.put("spring.datasource.username", database.app().user());
    settings.put("spring.datasource.password", database.app().password());
    settings.put("medley.background.enabled", "false");
    settings.put("medley.workflows.enabled", "false");
    settings.put("camunda.client.enabled", "false");
    settings.put("medley.keys.folder", folder());
    settings.put("medley.store.folder", folder());
    settings.put("medley.audit.roots-folder", folder());
    settings.put("medley.sign-in.issuer", "http://127.0.0.1:1");
    settings.put("medley.sign-in.client-id", "test");
    settings.put("medley.sign-in.client-secret", "test");
    settings.put("medley.elasticsearch.url", "http://127.0.0.1:1");
    settings.put("medley.smtp.host", "127.0.0.1");
    settings.put("medley.smtp.port", "2525");
    settings.put("medley.feed.url", "http://127.0.0.1:1");
    settings.put("medley.feed.client-id", "test");
    settings.put("medley.feed.client-secret", "test");
    settings.put("medley.sms.signing-secret", SMS_SECRET);
    settings.put("medley.urls.campaign", "http://127.0.0.1:1");
    settings.put("medley.contact.mix.IE.EMAIL", "70");
    return new SpringApplicationBuilder(CampaignService.class)
        .run(
            settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new));
  }

  private static String folder() {
    try {
      return Files.createTempDirectory("medley-service").toString();
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
