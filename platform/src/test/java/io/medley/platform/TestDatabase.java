package io.medley.platform;

import com.zaxxer.hikari.HikariDataSource;
import io.medley.local.LocalStack;
import io.medley.local.PostgresServer;
import io.medley.platform.jdbc.OwnConnections;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A migrated database of its own for one test class, on the real server. */
public final class TestDatabase implements AutoCloseable {

  private static PostgresServer.@Nullable Database template;

  private final PostgresServer.Database database;
  private final HikariDataSource app;
  private final HikariDataSource owner;

  private TestDatabase(PostgresServer.Database database) {
    this.database = database;
    this.app = pool(database, database.app());
    this.owner = pool(database, database.owner());
  }

  public static synchronized TestDatabase create() {
    LocalStack stack = LocalStack.forTests();
    PostgresServer.Database migrated = template;
    if (migrated == null) {
      migrated = stack.newDatabase(stack.postgres().content());
      Flyway.configure()
          .dataSource(migrated.jdbcUrl(), migrated.owner().user(), migrated.owner().password())
          .locations("classpath:db/platform")
          .placeholders(Map.of("appRole", migrated.app().user()))
          .load()
          .migrate();
      template = migrated;
    }
    return new TestDatabase(stack.cloneDatabase(migrated));
  }

  private static HikariDataSource pool(PostgresServer.Database database, PostgresServer.Login as) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(database.jdbcUrl());
    pool.setUsername(as.user());
    pool.setPassword(as.password());
    pool.setMaximumPoolSize(20);
    return pool;
  }

  public PostgresServer.Database database() {
    return database;
  }

  /** As the service itself. */
  public DataSource dataSource() {
    return app;
  }

  public JdbcClient jdbc() {
    return JdbcClient.create(app);
  }

  /** As the owner of the tables: an attacker with every right in the database. */
  public JdbcClient asOwner() {
    return JdbcClient.create(owner);
  }

  public JdbcTransactionManager transactionManager() {
    return new JdbcTransactionManager(app);
  }

  public TransactionTemplate transactions() {
    return new TransactionTemplate(transactionManager());
  }

  public OwnConnections ownConnections() {
    return OwnConnections.to(database.jdbcUrl(), database.app().user(), database.app().password());
  }

  @Override
  public void close() {
    app.close();
    owner.close();
  }
}
