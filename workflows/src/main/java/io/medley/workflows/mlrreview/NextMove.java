package io.medley.workflows.mlrreview;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a review goes from its consolidation.
 *
 * @param outcome the way
 * @param human what a person is asked, where the way leads to a person; null elsewhere
 * @param until how long is waited, where the way is to wait; null elsewhere
 */
public record NextMove(
    Consolidation outcome, @Nullable CoordinationTask human, @Nullable Instant until) {

  /** A way on which nobody is asked and nothing waited for. */
  public static NextMove to(Consolidation outcome) {
    return new NextMove(outcome, null, null);
  }

  /** A way that leads to a person. */
  public static NextMove ask(Consolidation outcome, CoordinationTask human) {
    return new NextMove(outcome, human, null);
  }

  /** Waits until then. */
  public static NextMove waitUntil(Instant until) {
    return new NextMove(Consolidation.OBJECTIONS, null, until);
  }
}
