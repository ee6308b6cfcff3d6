package io.medley.bench;

import io.medley.content.ContentService;
import io.medley.local.DemoPerson;
import io.medley.local.LocalStack;
import io.medley.local.PostgresServer;
import io.medley.local.ZeebeBroker;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The content service over real PostgreSQL, Elasticsearch and sign-in, with an engine or without.
 */
public final class Booted implements AutoCloseable {

  private final LocalStack stack = LocalStack.forTests();
  private final PostgresServer.Database database;
  private final ConfigurableApplicationContext context;
  private final URI base;

  /** Starts servers and service without an engine; nothing of a review happens then. */
  public static Booted withoutEngine() throws IOException {
    return new Booted(
        Map.of("medley.workflows.enabled", "false", "camunda.client.enabled", "false"));
  }

  /** Starts servers, engine and service. */
  public static Booted withEngine() throws IOException {
    ZeebeBroker broker = LocalStack.forTests().startEngine().broker();
    return new Booted(
        Map.of(
            "camunda.client.grpc-address", broker.grpcAddress().toString(),
            "camunda.client.rest-address", broker.restAddress().toString()));
  }

  private Booted(Map<String, Object> engine) throws IOException {
    this.database = stack.newDatabase(stack.postgres().content());
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.owner().user(), database.owner().password())
        .locations("classpath:db/platform", "classpath:db/migration")
        .placeholders(Map.of("appRole", database.app().user()))
        .load()
        .migrate();
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("server.address", "127.0.0.1");
    settings.put("server.port", "0");
    settings.put("spring.datasource.url", database.jdbcUrl());
    settings.put("spring.datasource.username", database.app().user());
    settings.put("spring.datasource.password", database.app().password());
    settings.put("spring.datasource.hikari.maximum-pool-size", "24");
    settings.put("medley.elasticsearch.url", stack.elasticsearch().url().toString());
    settings.put("medley.elasticsearch.prefix", "bench-");
    settings.putAll(engine);
    settings.put("medley.sign-in.issuer", stack.signIn().issuer().toString());
    settings.put("medley.sign-in.client-id", "content");
    settings.put("medley.sign-in.client-secret", stack.signIn().clientSecret("content"));
    settings.put("medley.store.folder", folder("store").toString());
    settings.put("medley.keys.folder", folder("keys").toString());
    settings.put("medley.audit.roots-folder", folder("roots").toString());
    settings.put("medley.bootstrap-administrator", "ada.admin");
    settings.put("logging.level.root", "warn");
    this.context =
        new SpringApplication(ContentService.class)
            .run(
                settings.entrySet().stream()
                    .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                    .toArray(String[]::new));
    WebServerApplicationContext web = (WebServerApplicationContext) context;
    this.base =
        URI.create(
            "http://127.0.0.1:" + java.util.Objects.requireNonNull(web.getWebServer()).getPort());
    List<Authorities.Grant> grants = new ArrayList<>();
    grants.add(grant("ada.admin", Authority.ADMINISTER));
    grants.add(grant("anna.agency", Authority.UPLOAD));
    grants.add(grant("cora.coordinator", Authority.COORDINATE));
    grants.add(grant("cora.coordinator", Authority.WITHDRAW));
    grants.add(grant("mia.marketer", Authority.CAMPAIGN));
    grants.add(grant("max.medical", Authority.LANE_MEDICAL));
    grants.add(grant("lena.legal", Authority.LANE_LEGAL));
    grants.add(grant("rhea.regulatory", Authority.LANE_REGULATORY));
    grants.add(grant("vera.vigilance", Authority.LANE_PHARMACOVIGILANCE));
    grants.add(grant("paula.privacy", Authority.LANE_PRIVACY));
    grants.add(grant("sam.signatory", Authority.LANE_FINAL));
    bean(Authorities.class).replace(grants, person("ada.admin"));
  }

  /** Where it answers. */
  public URI base() {
    return base;
  }

  /** The search server. */
  public URI elasticsearch() {
    return stack.elasticsearch().url();
  }

  /** One of its parts. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** All of its parts of a kind. */
  public <T> List<T> beans(Class<T> type) {
    return List.copyOf(context.getBeansOfType(type).values());
  }

  /** The database as its owner, for seeding only. */
  public JdbcClient owner() {
    return JdbcClient.create(
        new DriverManagerDataSource(
            database.jdbcUrl(), database.owner().user(), database.owner().password()));
  }

  /** A folder that is emptied with the run. */
  public Path folder(String name) throws IOException {
    return Files.createDirectories(stack.home().data("bench-" + name));
  }

  /** An access token of a demo person. */
  public String token(String user) {
    return stack.signIn().client().signIn(DemoPerson.named(user)).accessToken();
  }

  /** A demo person as the service sees them. */
  public static Actor person(String user) {
    DemoPerson person = DemoPerson.named(user);
    return new Actor(
        person.user(), person.printedName(), person.roles(), person.agency().orElse(null));
  }

  /** A demo person's browser without a screen, signed in to the service. */
  public HttpClient browser(String user) {
    return stack.signIn().client().browser(DemoPerson.named(user), base.resolve("/desk"));
  }

  /** Where people type passwords. */
  public URI signIn() {
    return stack.signIn().issuer();
  }

  private static Authorities.Grant grant(String person, Authority authority) {
    return new Authorities.Grant(person, authority, Authorities.EVERY_MARKET);
  }

  @Override
  public void close() {
    context.close();
    stack.close();
  }
}
