package io.medley.content;

import io.medley.local.LocalStack;
import io.medley.local.PostgresServer;
import io.medley.local.signin.SignInProvider;
import java.util.HashMap;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Hands the context the addresses of the servers. */
public final class ContentServers
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  private static PostgresServer.@Nullable Database database;
  private static @Nullable SignInProvider signIn;

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    LocalStack stack = LocalStack.forTests().startEngine();
    PostgresServer.Database fresh = stack.newDatabase(stack.postgres().content());
    database = fresh;
    Flyway.configure()
        .dataSource(fresh.jdbcUrl(), fresh.owner().user(), fresh.owner().password())
        .locations("classpath:db/platform", "classpath:db/migration")
        .placeholders(Map.of("appRole", fresh.app().user()))
        .load()
        .migrate();
    Map<String, Object> settings = new HashMap<>();
    settings.put("spring.datasource.url", fresh.jdbcUrl());
    settings.put("spring.datasource.username", fresh.app().user());
    settings.put("spring.datasource.password", fresh.app().password());
    settings.put("medley.database.app-role", fresh.app().user());
    settings.put("camunda.client.grpc-address", stack.broker().grpcAddress().toString());
    // The gateway gives up what a question for jobs brings when a leap of the clock ends it.
    settings.put("camunda.client.worker.defaults.request-timeout", "P3650D");
    settings.put("camunda.client.rest-address", stack.broker().restAddress().toString());
    settings.put("medley.elasticsearch.url", stack.elasticsearch().url().toString());
    settings.put("medley.elasticsearch.prefix", "content-");
    settings.put("medley.workflows.retry-unit", "50ms");
    settings.put("medley.sign-in.issuer", signIn().issuer().toString());
    settings.put("medley.sign-in.client-id", "content");
    settings.put("medley.sign-in.client-secret", signIn().clientSecret("content"));
    settings.put("medley.urls.content", "http://127.0.0.1");
    settings.put("medley.store.folder", stack.home().data("objects").toString());
    settings.put("medley.keys.folder", stack.home().data("keys").toString());
    settings.put("medley.audit.roots-folder", stack.home().data("roots").toString());
    settings.put("medley.bootstrap-administrator", "ada.admin");
    settings.put("server.address", "127.0.0.1");
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("servers", settings));
  }

  /** The sign-in provider of this JVM's tests. */
  public static synchronized SignInProvider signIn() {
    SignInProvider running = signIn;
    if (running == null) {
      SignInProvider started = SignInProvider.start(LocalStack.forTests().home());
      Runtime.getRuntime().addShutdownHook(new Thread(started::close, "stop-sign-in"));
      signIn = started;
      return started;
    }
    return running;
  }

  /** The database as its owner: an attacker with every right there. */
  public static JdbcClient asOwner() {
    PostgresServer.Database used = java.util.Objects.requireNonNull(database, "no context yet");
    return JdbcClient.create(
        new DriverManagerDataSource(used.jdbcUrl(), used.owner().user(), used.owner().password()));
  }
}
