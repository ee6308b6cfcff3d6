package io.medley.workflows.mlrreview;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asked by an engine from 8.8 before it completes a lane's task; changes nothing. */
@FunctionalInterface
public interface LaneCompletions {

  /**
   * Why the task must stay open: nobody signed the lane, or the form's verdict is another than the
   * signed one.
   *
   * @param verdict what the form says; {@code null} if it says nothing
   * @return one sentence for the person who pressed Complete; empty if it may complete
   */
  Optional<String> against(UUID reviewId, String lane, @Nullable String verdict);
}
