package io.medley.campaign.measure;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A share held out of everything that somebody asks for.
 *
 * @param perTenThousand HCPs of ten thousand
 * @param countsFrom when it is to count; null = from its confirmation on
 * @param reason why
 * @param state where it stands
 * @param proposedBy who asks for it
 */
public record HoldoutProposal(
    UUID id,
    int perTenThousand,
    @Nullable Instant countsFrom,
    String reason,
    State state,
    String proposedBy,
    Instant proposedAt) {

  /** Where it stands. */
  public enum State {
    /** Waits to be confirmed. */
    PROPOSED,
    /** Somebody else confirmed it. */
    CONFIRMED,
    /** Taken back, or refused. */
    WITHDRAWN
  }

  /** The share in percent. */
  public double percent() {
    return perTenThousand / 100.0;
  }
}
