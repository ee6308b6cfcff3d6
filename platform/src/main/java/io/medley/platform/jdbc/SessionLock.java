package io.medley.platform.jdbc;

/** A session-level lock on a connection of its own; released when closed or when that dies. */
public interface SessionLock extends AutoCloseable {

  /** True if the connection answers, so that the lock is still ours. Asks the server. */
  boolean held();

  @Override
  void close();
}
