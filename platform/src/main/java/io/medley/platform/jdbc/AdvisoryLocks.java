package io.medley.platform.jdbc;

import io.medley.platform.signing.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

  /**
   * The number PostgreSQL knows the lock by: the first eight bytes of SHA-256("namespace/id"). For
   * statements that take a lock together with other work.
   */
  static long key(String namespace, Object id) {
    byte[] digest = Sha256.of((namespace + "/" + id).getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(digest).getLong();
  }
}
