package io.medley.content.lifecycle;

import io.medley.content.asset.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A withdrawal or suspension on its way to every sender.
 *
 * @param number the approval's number it made
 * @param position feed position of its message; null until the relay has given one
 * @param acknowledgedAt business clock; when the last sender had passed it or could send nothing
 *     without asking
 * @param inDoubt sends that senders could not call back and could not prove undone; null until
 *     acknowledged
 */
public record Recall(
    VersionId version,
    long number,
    Kind kind,
    String reason,
    String requestedBy,
    Instant requestedAt,
    UUID messageId,
    @Nullable Long position,
    @Nullable Instant acknowledgedAt,
    @Nullable Integer inDoubt) {

  /** What is asked of the senders. */
  public enum Kind {
    WITHDRAW,
    SUSPEND
  }

  /** How a sender is known to send nothing more. */
  public enum How {
    /** It acknowledged the position. */
    PASSED,
    /** It was not heard; its lease and two seconds ran out. */
    LEASE_RAN_OUT
  }

  /** One sender's part. */
  public record Acknowledgement(String sender, How how, int inDoubt) {}

  /** A recall with what its senders said. */
  public record Outcome(Recall recall, List<Acknowledgement> senders) {
    public Outcome {
      senders = List.copyOf(senders);
    }
  }
}
