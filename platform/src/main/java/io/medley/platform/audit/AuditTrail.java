package io.medley.platform.audit;

import java.util.List;

/** The audit: one hash chain per aggregate, append-only. */
public interface AuditTrail {

  /**
   * Appends inside the caller's transaction; refuses to run without one. Appends to one aggregate
   * are serialised until that transaction ends.
   */
  void append(AuditEvent event);

  /**
   * Appends many, as {@link #append} would one after another, in few statements. All their
   * aggregates are locked until the transaction ends: at most some hundred at once.
   */
  default void appendAll(List<AuditEvent> events) {
    events.forEach(this::append);
  }
}
