package io.medley.campaign.touch;

import io.medley.platform.jdbc.AdvisoryLocks;
import io.medley.platform.jdbc.SessionLock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * This process as the owner of sends: a name that is never used again, and a session-level lock on
 * it for as long as the process (and its database session) lives. Whose lock is free is dead, and
 * its sends may be recovered; a process that merely stands still keeps its lock.
 */
@Component
class SendOwner implements DisposableBean {

  static final String LOCKS = "send-owner";

  private static final Logger LOG = LoggerFactory.getLogger(SendOwner.class);

  private record Held(UUID id, SessionLock lock) {}

  private final AdvisoryLocks locks;
  private volatile @Nullable Held held;

  SendOwner(AdvisoryLocks locks) {
    this.locks = locks;
  }

  /**
   * The name under which this process may claim. If the session was lost, others may have recovered
   * what it owned: it goes on under a new name.
   */
  UUID id() {
    Held current = held;
    return current != null && current.lock().held() ? current.id() : renewed(current);
  }

  /** True if no process works under this name any more. */
  boolean dead(UUID owner) {
    return locks.isFree(LOCKS, owner);
  }

  private synchronized UUID renewed(@Nullable Held lost) {
    Held current = held;
    if (current == null || current.equals(lost)) {
      if (current != null) {
        LOG.warn("The session of owner {} was lost; going on under a new name", current.id());
        current.lock().close();
      }
      current = take();
      held = current;
    }
    return current.id();
  }

  private Held take() {
    UUID id = UUID.randomUUID();
    return new Held(id, locks.hold(LOCKS, id));
  }

  @Override
  public void destroy() {
    Held current = held;
    if (current != null) {
      current.lock().close();
    }
  }
}
