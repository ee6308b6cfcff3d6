package io.medley.platform.security;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Whether every grant is still needed, asked of an administrator again and again (EU GMP Annex 11,
 * 11 and 12.3; 21 CFR 11.10(d)). Times are business time.
 */
public interface AccessReviews {

  /** What the administrator decided. */
  enum Decision {
    CONFIRMED,
    REVOKED
  }

  /**
   * A grant and when it is due to be looked at.
   *
   * @param dueAt a fixed time after it was granted or last confirmed
   */
  record Due(Authorities.Granted granted, Instant dueAt) {
    /** True if the review is late at the instant. */
    public boolean overdueAt(Instant at) {
      return dueAt.isBefore(at);
    }
  }

  /** One decision. */
  record Reviewed(
      UUID id,
      Authorities.Grant grant,
      Decision decision,
      String reason,
      String reviewer,
      Instant reviewedAt) {}

  /** Every grant, the one that is due first at the front. */
  List<Due> due();

  /** The newest decisions. */
  List<Reviewed> newest(int count);

  /**
   * Confirms or revokes a grant; audited.
   *
   * @param reason needed for a revocation
   * @throws AuthorityMissing unless {@code by} holds {@link Authority#ADMINISTER}
   * @throws AccessReviewRefused if the grant is gone, or is the administrator's own while another
   *     administrator could look at it
   */
  void decide(Authorities.Grant grant, Decision decision, String reason, Actor by);
}
