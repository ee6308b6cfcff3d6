package io.medley.content.scorecard;

import io.medley.content.asset.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A piece under review, or before a coordinator who passes it on to its reviewers.
 *
 * @param review the id its review bears or will bear
 * @param tier how deeply; {@code null} before it was decided
 * @param dueAt when the next open lane is due; {@code null} if none is open
 */
public record QueueEntry(
    UUID review,
    VersionId version,
    String title,
    String jobCode,
    String versionNumber,
    String agency,
    List<String> markets,
    String state,
    @Nullable String tier,
    Instant openedAt,
    @Nullable Instant dueAt,
    List<LaneState> lanes) {

  /** The state of a piece that waits for the coordinator's look; its review is not open yet. */
  public static final String IN_QC = "QC";

  public QueueEntry {
    markets = List.copyOf(markets);
    lanes = List.copyOf(lanes);
  }

  /** One lane of it. */
  public record LaneState(String lane, String state, @Nullable String verdict, Instant dueAt) {}

  /** Whether its lanes are still at it. */
  boolean running() {
    return state.equals("OPENED") || state.equals("IN_REVIEW");
  }

  /** What its agency sees while the round runs: which lanes look at it, and by when all have. */
  QueueEntry unheard() {
    return new QueueEntry(
        review,
        version,
        title,
        jobCode,
        versionNumber,
        agency,
        markets,
        state,
        tier,
        openedAt,
        lanes.stream().map(LaneState::dueAt).max(Instant::compareTo).orElse(dueAt),
        lanes.stream()
            .filter(lane -> !lane.state().equals("DROPPED"))
            .map(lane -> new LaneState(lane.lane(), "OPEN", null, lane.dueAt()))
            .toList());
  }

  /**
   * Whether it waits for a lane in a market.
   *
   * @param lane empty for any, also for none
   * @param market empty for any
   */
  public boolean waitsFor(String lane, String market) {
    return (market.isEmpty() || markets.contains(market))
        && (lane.isEmpty()
            || lanes.stream()
                .anyMatch(one -> one.lane().equals(lane) && one.state().equals("OPEN")));
  }

  /** Whether a lane has let its day pass. */
  public boolean overdueAt(Instant now) {
    return dueAt != null && dueAt.isBefore(now);
  }
}
