package io.medley.platform.audit;

import java.util.List;

/**
 * Signed rows of a service outside the audit tables. They are verified together with the audit:
 * what they rest on must still be what was signed, and what the audit tells of must still be there.
 */
@FunctionalInterface
public interface SignedRecords {

  /** What does not hold, each with its place; called in the snapshot of the verification. */
  List<AuditReport.Finding> verify();
}
