package io.medley.platform.audit;

/** The audit: one hash chain per aggregate, append-only. */
public interface AuditTrail {

  /**
   * Appends inside the caller's transaction; refuses to run without one. Appends to one aggregate
   * are serialised until that transaction ends.
   */
  void append(AuditEvent event);
}
