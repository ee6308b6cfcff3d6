package io.medley.platform.jdbc;

import io.medley.platform.TestDatabase;

/** The real locks, for tests of other packages. */
public final class TestLocks {

  private TestLocks() {}

  public static AdvisoryLocks of(TestDatabase database) {
    return new PostgresAdvisoryLocks(database.jdbc(), database.ownConnections());
  }
}
