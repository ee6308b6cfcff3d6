package io.medley.content.claim;

/** Somebody's approval, in one lane, of a version of something the library keeps. */
public interface LibraryApproval {

  /** In which capacity. */
  Enum<?> lane();

  /** The approver's id. */
  String person();

  /** The approver's name as it is printed. */
  String printedName();
}
