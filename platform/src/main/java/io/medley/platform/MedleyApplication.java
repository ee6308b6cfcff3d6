package io.medley.platform;

import io.medley.platform.bundle.VerifyCommand;
import io.medley.platform.command.ServiceCommands;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.scheduling.config.TaskManagementConfigUtils;

/**
 * Starts a service: as a server, or with one of {@code --migrate}, {@code --reindex}, {@code
 * --verify-audit [--json]}, {@code --verify BUNDLE [--json]} for that one command; the last needs
 * neither settings nor servers. Commands end the process: 0 done, 1 found something, any other
 * value failed.
 */
public final class MedleyApplication {

  /**
   * Threads that carry virtual ones. Loading a class holds its carrier, and a runnable jar has one
   * lock for what is read from it: on two processors two loading threads could hold both carriers
   * and wait for a third that gets none.
   */
  private static final int CARRIERS = 16;

  private static final String CARRIERS_SETTING = "jdk.virtualThreadScheduler.parallelism";

  private MedleyApplication() {}

  /** Runs the service's main class with its arguments. */
  public static void run(Class<?> service, String... arguments) {
    // Read when the first virtual thread begins; whoever starts the service may know better.
    if (System.getProperty(CARRIERS_SETTING) == null) {
      System.setProperty(
          CARRIERS_SETTING,
          Integer.toString(Math.max(CARRIERS, Runtime.getRuntime().availableProcessors())));
    }
    List<String> given = Arrays.asList(arguments);
    int verify = given.indexOf("--verify");
    if (verify >= 0 && verify + 1 < given.size()) {
      System.exit(
          VerifyCommand.run(Path.of(given.get(verify + 1)), given.contains("--json"), System.out));
    }
    if (given.contains("--migrate")
        || given.contains("--reindex")
        || given.contains("--verify-audit")) {
      System.exit(command(service, arguments));
    }
    new SpringApplication(service).run(arguments);
  }

  /** Runs the command named in the arguments; returns the exit code. */
  static int command(Class<?> service, String... arguments) {
    List<String> given = Arrays.asList(arguments);
    if (given.contains("--migrate")) {
      return migrate(service, arguments);
    }
    return given.contains("--reindex")
        ? command(service, arguments, ServiceCommands::reindex)
        : command(service, arguments, commands -> commands.verifyAudit(given.contains("--json")));
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

  private static int command(
      Class<?> service, String[] arguments, ToIntFunction<ServiceCommands> command) {
    SpringApplication application = new SpringApplication(service);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setLazyInitialization(true);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    // Read before logging starts: what a command prints is its answer.
    application.setDefaultProperties(Map.of("logging.level.root", "error"));
    application.addInitializers(
        context -> {
          overriding(context, Map.of("medley.background.enabled", "false"));
          startNothing(context);
        });
    try (ConfigurableApplicationContext context = application.run(arguments)) {
      return command.applyAsInt(context.getBean(ServiceCommands.class));
    }
  }

  /** The service itself may be running beside a command, which must not do its work as well. */
  private static void startNothing(ConfigurableApplicationContext context) {
    context
        .getBeanFactory()
        .registerSingleton(
            AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, new NothingStarts());
    context.addBeanFactoryPostProcessor(MedleyApplication::scheduleNothing);
  }

  private static void scheduleNothing(ConfigurableListableBeanFactory beans) {
    String scheduler = TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME;
    if (beans instanceof BeanDefinitionRegistry registry
        && registry.containsBeanDefinition(scheduler)) {
      registry.removeBeanDefinition(scheduler);
    }
  }

  private static final class NothingStarts implements LifecycleProcessor {

    @Override
    public void onRefresh() {}

    @Override
    public void onClose() {}

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public boolean isRunning() {
      return false;
    }
  }

  private static void overriding(
      ConfigurableApplicationContext context, Map<String, Object> settings) {
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("medleyCommand", settings));
  }
}
