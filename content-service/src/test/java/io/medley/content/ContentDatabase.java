package io.medley.content;

import io.medley.content.asset.VersionId;
import io.medley.local.PostgresServer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The database as its owner, for states that a test does not walk to. */
public final class ContentDatabase {

  private ContentDatabase() {}

  /** Makes a draft a submitted version, as if it had been complete. */
  public static void submitted(PostgresServer.Database database, VersionId version) {
    JdbcClient.create(
            new DriverManagerDataSource(
                database.jdbcUrl(), database.owner().user(), database.owner().password()))
        .sql("update asset_version set state = 'SUBMITTED', metadata_hash = 'x' where id = :id")
        .param("id", version.value())
        .update();
  }
}
