package io.medley.content.asset;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a version is on its road. Which moves exist is part of the state, so no caller can invent
 * one.
 */
public enum VersionState {
  /** With the agency: tags and submission are open. */
  DRAFT,
  /**
   * Frozen and handed over; it is not decided yet whether a coordinator looks, or its review has
   * not begun.
   */
  SUBMITTED,
  /** Frozen; a coordinator looks before the reviewers are asked, or has passed it on just now. */
  QC,
  /** Before the reviewers. */
  IN_REVIEW,
  /** Returned to the agency, which answers with a new version. */
  REVISE,
  /** Approved once marked changes are made; the agency answers with the corrected version. */
  CONDITIONS_OPEN,
  /** Every lane has signed; not published yet. */
  APPROVED,
  /** Approved; the form that will be used is looked at once more. */
  FINAL_FORM,
  /** Approved; an authority is told or asked before first use. */
  SUBMISSION_PENDING,
  /** Published: may be served inside its validity. */
  LIVE,
  /** Held back for a while; may come back. */
  SUSPENDED,
  /** A withdrawal was asked for: serves nothing from now on, acknowledgement outstanding. */
  WITHDRAWING,
  /** Withdrawn for good. */
  WITHDRAWN,
  /** Past its validity. */
  EXPIRED,
  /** Replaced by a newer live version. */
  SUPERSEDED,
  /** Refused by the reviewers. */
  REJECTED,
  /** Given up by its agency before approval. */
  CANCELLED;

  /** Whether reviewers or a coordinator have it: what they write of it is theirs alone so far. */
  public boolean withTheReviewers() {
    return this == SUBMITTED || this == QC || this == IN_REVIEW;
  }

  /** The states this one may move to. */
  public Set<VersionState> successors() {
    return switch (this) {
      case DRAFT -> EnumSet.of(SUBMITTED, CANCELLED);
      case SUBMITTED -> EnumSet.of(QC, DRAFT, IN_REVIEW, REVISE, CANCELLED);
      case QC -> EnumSet.of(DRAFT, IN_REVIEW, CANCELLED);
      case IN_REVIEW -> EnumSet.of(REVISE, CONDITIONS_OPEN, APPROVED, REJECTED, CANCELLED);
      case REVISE -> EnumSet.of(CANCELLED, SUPERSEDED);
      case CONDITIONS_OPEN -> EnumSet.of(REVISE, SUPERSEDED, CANCELLED);
      case APPROVED -> EnumSet.of(FINAL_FORM, SUBMISSION_PENDING, LIVE, WITHDRAWING, WITHDRAWN);
      case FINAL_FORM -> EnumSet.of(SUBMISSION_PENDING, LIVE, REVISE, WITHDRAWING, WITHDRAWN);
      case SUBMISSION_PENDING -> EnumSet.of(LIVE, REVISE, WITHDRAWING, WITHDRAWN);
      case LIVE -> EnumSet.of(SUSPENDED, WITHDRAWING, EXPIRED, SUPERSEDED);
      case SUSPENDED -> EnumSet.of(LIVE, WITHDRAWING, EXPIRED, SUPERSEDED);
      case WITHDRAWING -> EnumSet.of(WITHDRAWN);
      case WITHDRAWN, EXPIRED, SUPERSEDED, REJECTED, CANCELLED ->
          EnumSet.noneOf(VersionState.class);
    };
  }

  /** Whether a version in this state may move to {@code next}. */
  public boolean mayBecome(VersionState next) {
    return successors().contains(next);
  }
}
