package io.medley.content.claim;

import java.time.Instant;

/**
 * Somebody's approval of a version of a claim.
 *
 * @param sha256 of the version's canonical form as it was approved, scope, wordings and anchors
 *     included
 */
public record ClaimApproval(
    String claimId,
    int number,
    Lane lane,
    String person,
    String printedName,
    String sha256,
    Instant at) {

  /** In which capacity. */
  public enum Lane {
    MEDICAL,
    REGULATORY,
    /** Taken over by an administrator as approved elsewhere. */
    IMPORT
  }
}
