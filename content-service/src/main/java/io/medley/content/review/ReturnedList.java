package io.medley.content.review;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one list the agency gets back, from all lanes together.
 *
 * @param verdicts every lane's verdict, the deciding one first
 * @param points what to do, must-fix before suggestions, in page order
 */
public record ReturnedList(Instant at, List<LaneVerdict> verdicts, List<Point> points) {

  public ReturnedList {
    verdicts = List.copyOf(verdicts);
    points = List.copyOf(points);
  }

  /** What one lane decided. */
  public record LaneVerdict(String lane, String verdict, String signer) {}

  /**
   * One thing to do.
   *
   * @param from the lane's name, or {@code Pre-check}
   * @param mustFix whether the next version has to have it
   */
  public record Point(String from, boolean mustFix, @Nullable Integer page, String text) {}
}
