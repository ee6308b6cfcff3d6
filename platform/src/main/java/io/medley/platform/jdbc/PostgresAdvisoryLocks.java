package io.medley.platform.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Locks of PostgreSQL. */
final class PostgresAdvisoryLocks implements AdvisoryLocks {

  private final JdbcClient jdbc;
  private final OwnConnections connections;

  PostgresAdvisoryLocks(JdbcClient jdbc, OwnConnections connections) {
    this.jdbc = jdbc;
    this.connections = connections;
  }

  @Override
  public void xactExclusive(String namespace, Object id) {
    xactExclusive(namespace, List.of(id));
  }

  @Override
  public void xactExclusive(String namespace, Collection<?> ids) {
    lockAll("pg_advisory_xact_lock", namespace, ids);
  }

  @Override
  public void xactShared(String namespace, Object id) {
    xactShared(namespace, List.of(id));
  }

  @Override
  public void xactShared(String namespace, Collection<?> ids) {
    lockAll("pg_advisory_xact_lock_shared", namespace, ids);
  }

  /** A set-returning unnest hands its elements over in array order, so the locks come ascending. */
  private void lockAll(String function, String namespace, Collection<?> ids) {
    requireTransaction();
    Long[] keys =
        ids.stream()
            .map(id -> AdvisoryLocks.key(namespace, id))
            .distinct()
            .sorted()
            .toArray(Long[]::new);
    if (keys.length > 0) {
      jdbc.sql("select count(" + function + "(k)) from unnest(cast(? as bigint[])) as k")
          .param(keys)
          .query(Long.class)
          .single();
    }
  }

  @Override
  public boolean tryXactExclusive(String namespace, Object id) {
    requireTransaction();
    return jdbc.sql("select pg_try_advisory_xact_lock(?)")
        .param(AdvisoryLocks.key(namespace, id))
        .query(Boolean.class)
        .single();
  }

  @Override
  public SessionLock hold(String namespace, Object id) {
    try {
      Connection connection = connections.open();
      boolean taken = false;
      try {
        taken = tryLock(connection, AdvisoryLocks.key(namespace, id));
      } finally {
        if (!taken) {
          connection.close();
        }
      }
      if (!taken) {
        throw new LockTaken(namespace, id);
      }
      return new ConnectionLock(connection);
    } catch (SQLException outage) {
      throw new DataAccessResourceFailureException("No connection for a session lock", outage);
    }
  }

  @Override
  public boolean isFree(String namespace, Object id) {
    long key = AdvisoryLocks.key(namespace, id);
    // pg_locks shows a bigint key as two halves (objsubid 1); a lock just tried would disturb.
    return jdbc.sql(
            """
            select not exists (
              select 1 from pg_locks
              where locktype = 'advisory' and granted and objsubid = 1
                and database = (select oid from pg_database where datname = current_database())
                and classid::bigint = :high and objid::bigint = :low)
            """)
        .param("high", key >>> 32)
        .param("low", key & 0xffff_ffffL)
        .query(Boolean.class)
        .single();
  }

  private static boolean tryLock(Connection connection, long key) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_try_advisory_lock(?)")) {
      statement.setLong(1, key);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private static void requireTransaction() {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("A transaction lock outside a transaction locks nothing");
    }
  }

  private record ConnectionLock(Connection connection) implements SessionLock {

    @Override
    public boolean held() {
      try {
        return connection.isValid(5);
      } catch (SQLException invalid) {
        return false;
      }
    }

    @Override
    public void close() {
      try {
        connection.close();
      } catch (SQLException gone) {
        throw new DataAccessResourceFailureException("The lock's connection", gone);
      }
    }
  }
}
