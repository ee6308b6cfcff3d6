package io.medley.platform.jdbc;

import java.util.Collection;

/**
 * PostgreSQL advisory locks by (namespace, id). Transaction locks are released when the caller's
 * transaction ends; they refuse to run without one.
 */
public interface AdvisoryLocks {

  /** Waits for the exclusive lock. */
  void xactExclusive(String namespace, Object id);

  /** Waits for all the exclusive locks, in one ascending order for everybody. */
  void xactExclusive(String namespace, Collection<?> ids);

  /** Waits for the shared lock. */
  void xactShared(String namespace, Object id);

  /** Waits for all the shared locks, in one ascending order for everybody. */
  void xactShared(String namespace, Collection<?> ids);

  /** Takes the exclusive lock if nobody holds it; does not wait. */
  boolean tryXactExclusive(String namespace, Object id);

  /**
   * Takes a lock that lasts as long as this process and its own connection, outside the pool.
   *
   * @throws LockTaken if another session holds it
   */
  SessionLock hold(String namespace, Object id);

  /** True if no session holds the lock at this instant. */
  boolean isFree(String namespace, Object id);
}
