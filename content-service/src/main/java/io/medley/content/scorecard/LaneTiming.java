package io.medley.content.scorecard;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One lane of one review, as its recorded events have it.
 *
 * @param round which submission of the piece this is, from 1
 * @param market the market whose calendar and decisions apply
 * @param openedAt when its task appeared
 * @param begunAt when its signer, or while unsigned the first person, had the piece open
 * @param closedAt when its verdict was recorded
 * @param cameBack how often its task came back unsigned or signed otherwise
 */
public record LaneTiming(
    UUID review,
    UUID version,
    String title,
    String versionNumber,
    String agency,
    String market,
    List<String> markets,
    String tier,
    int round,
    String lane,
    Instant openedAt,
    Instant dueAt,
    @Nullable Instant begunAt,
    @Nullable Instant signedAt,
    @Nullable String signedBy,
    @Nullable String verdict,
    @Nullable Instant closedAt,
    int cameBack) {

  public LaneTiming {
    markets = List.copyOf(markets);
  }

  /** Whether somebody still has to sign it. */
  public boolean open() {
    return closedAt == null && signedAt == null;
  }

  /** Whether it was signed after its day. */
  public boolean late() {
    return signedAt != null && signedAt.isAfter(dueAt);
  }
}
