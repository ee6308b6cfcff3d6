package io.medley.campaign.launch;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One approval of one round.
 *
 * @param round rises with every request
 * @param dueAt by when it should be decided
 * @param decidedBy person id; null until decided
 * @param reason why; null until decided
 */
public record Approval(
    UUID id,
    UUID launchId,
    int round,
    ApprovalKind kind,
    State state,
    Instant dueAt,
    @Nullable String decidedBy,
    @Nullable Instant decidedAt,
    @Nullable String reason) {

  /** Where it stands. */
  public enum State {
    /** Nobody decided. */
    OPEN,
    /** Given. */
    APPROVED,
    /** Refused. */
    REFUSED,
    /** Not wanted any more: another one was refused, or the request was taken back. */
    WITHDRAWN
  }
}
