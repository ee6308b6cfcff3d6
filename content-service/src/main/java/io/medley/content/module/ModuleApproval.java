package io.medley.content.module;

import io.medley.content.claim.LibraryApproval;
import io.medley.content.signing.SignedStatement;
import java.time.Instant;

/**
 * Somebody's signed approval of a version of a module.
 *
 * @param sha256 of the version's canonical form: content, rules and picture
 */
public record ModuleApproval(
    String moduleId,
    int number,
    Lane lane,
    String person,
    String printedName,
    String sha256,
    Instant at,
    SignedStatement signature)
    implements LibraryApproval {

  /** In which capacity. */
  public enum Lane {
    MEDICAL,
    REGULATORY
  }
}
