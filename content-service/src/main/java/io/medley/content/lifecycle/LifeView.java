package io.medley.content.lifecycle;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The life of one approved version as its page shows it.
 *
 * @param elapsed share of its validity that is over, in percent
 * @param heldBack why it is suspended or withdrawn; {@code null} while it is neither
 * @param underWay the recertification under way
 * @param questions what people still have to decide, the most urgent first
 * @param changes what it rests on and changed, newest first
 * @param signatures given after approval, oldest first, with whether each still verifies
 * @param may what the reader may do
 */
public record LifeView(
    Approval approval,
    int elapsed,
    Instant ownerAskedAt,
    Instant escalatedAt,
    Recall.@Nullable Outcome heldBack,
    @Nullable Recertification underWay,
    List<Duty> questions,
    List<BasisChange> changes,
    List<Signed> signatures,
    May may) {

  public LifeView {
    questions = List.copyOf(questions);
    changes = List.copyOf(changes);
    signatures = List.copyOf(signatures);
  }

  /** Days until it expires at an instant, rounded up; 0 once it has. */
  public long daysLeft(Instant now) {
    long seconds = approval.validTo().getEpochSecond() - now.getEpochSecond();
    return seconds <= 0 ? 0 : (seconds + 86_399) / 86_400;
  }

  /** A signature and whether its stored bytes are still what was signed. */
  public record Signed(LifeSignature signature, boolean holds) {}

  /** What a person may do with a version. */
  public record May(boolean withdraw, boolean suspend, boolean reinstate, boolean recertify) {}
}
