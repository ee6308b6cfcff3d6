package io.medley.content.claim;

import io.medley.content.signing.SignedStatement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's approval of a version of a claim.
 *
 * @param sha256 of the version's canonical form as it was approved, scope, wordings and anchors
 *     included
 * @param signature over that hash, lane and meaning; {@code null} for an import, and for approvals
 *     from before signatures were asked
 */
public record ClaimApproval(
    String claimId,
    int number,
    Lane lane,
    String person,
    String printedName,
    String sha256,
    Instant at,
    @Nullable SignedStatement signature)
    implements LibraryApproval {

  /** In which capacity. */
  public enum Lane {
    MEDICAL,
    REGULATORY,
    /** Taken over by an administrator as approved elsewhere. */
    IMPORT
  }
}
