package io.medley.platform.audit;

import java.util.List;

/**
 * Outcome of a verification.
 *
 * @param entries entries read
 * @param chains aggregates with a chain
 * @param roots signed roots read
 * @param newerThanLastRoot entries that no root covers yet; normal for about a minute
 * @param findings what does not hold; empty if the audit verifies
 */
public record AuditReport(
    long entries, long chains, long roots, long newerThanLastRoot, List<Finding> findings) {

  public AuditReport {
    findings = List.copyOf(findings);
  }

  /** True if nothing was found. */
  public boolean verified() {
    return findings.isEmpty();
  }

  /** What happened to the audit. */
  public enum Kind {
    /** A stored entry is not what was recorded. */
    EDITED,
    /** An entry that was recorded is gone. */
    DELETED,
    /** An entry stands where none was recorded. */
    INSERTED,
    /** Entries stand in another order than recorded. */
    REORDERED,
    /** A root was written and is gone. */
    ROOT_MISSING,
    /** A root is not what was signed, or does not follow the one before. */
    ROOT_BROKEN
  }

  /**
   * One finding and its place.
   *
   * @param place the aggregate's chain and sequence, the position, or the root's number
   * @param explanation what was compared
   */
  public record Finding(Kind kind, String place, String explanation) {}
}
