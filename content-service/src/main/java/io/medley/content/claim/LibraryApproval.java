package io.medley.content.claim;

import io.medley.content.signing.SignedStatement;
import org.jspecify.annotations.Nullable;

/** Somebody's approval, in one lane, of a version of something the library keeps. */
public interface LibraryApproval {

  /** In which capacity. */
  Enum<?> lane();

  /** The approver's id. */
  String person();

  /** The approver's name as it is printed. */
  String printedName();

  /** Of the version's canonical form as it was approved. */
  String sha256();

  /** Null for what was taken over as approved elsewhere. */
  @Nullable SignedStatement signature();
}
