package io.medley.platform;

import io.medley.platform.command.ServiceCommands;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * Starts a service: as a server, or with one of {@code --migrate}, {@code --reindex}, {@code
 * --verify-audit} for that one command. Commands end the process: 0 done, 1 found something, other
 * values failure.
 */
public final class MedleyApplication {

  private MedleyApplication() {}

  /** Runs the service's main class with its arguments. */
  public static void run(Class<?> service, String... arguments) {
    List<String> given = Arrays.asList(arguments);
    if (given.contains("--migrate")) {
      System.exit(migrate(service, arguments));
    } else if (given.contains("--reindex")) {
      System.exit(command(service, arguments, ServiceCommands::reindex));
    } else if (given.contains("--verify-audit")) {
      boolean json = given.contains("--json");
      System.exit(command(service, arguments, commands -> commands.verifyAudit(json)));
    } else {
      new SpringApplication(service).run(arguments);
    }
  }

  /** Only the database and Flyway: nothing of the service must run against an old schema. */
  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration({DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
  static class Migration {}

  private static int migrate(Class<?> service, String... arguments) {
    SpringApplication application = new SpringApplication(Migration.class);
    application.setMainApplicationClass(service);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.addInitializers(
        context -> overriding(context, Map.of("spring.flyway.enabled", "true")));
    try (ConfigurableApplicationContext context = application.run(arguments)) {
      return context.isActive() ? 0 : 2;
    }
  }

  private interface Command {
    int run(ServiceCommands commands);
  }

  private static int command(Class<?> service, String[] arguments, Command command) {
    SpringApplication application = new SpringApplication(service);
    Map<String, Object> overrides = new LinkedHashMap<>();
    // A free port for the moment: the service itself may be running beside the command.
    overrides.put("server.port", "0");
    overrides.put("medley.background.enabled", "false");
    overrides.put("medley.workflows.enabled", "false");
    overrides.put("camunda.client.enabled", "false");
    overrides.put("spring.main.banner-mode", "off");
    overrides.put("logging.level.root", "warn");
    application.addInitializers(context -> overriding(context, overrides));
    try (ConfigurableApplicationContext context = application.run(arguments)) {
      return command.run(context.getBean(ServiceCommands.class));
    }
  }

  private static void overriding(
      ConfigurableApplicationContext context, Map<String, Object> settings) {
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new org.springframework.core.env.MapPropertySource("medleyCommand", settings));
  }
}
