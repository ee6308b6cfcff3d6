package io.medley.platform.elasticsearch;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;

/** The search store did not answer, or answered that it cannot. Nothing is known about the data. */
public final class StoreUnavailable extends Refusal {

  private static final ProblemType TYPE =
      new ProblemType("search-unavailable", 503, "Search is not available");

  public StoreUnavailable(Throwable cause) {
    super(TYPE, "The search store does not answer; try again in a moment.", cause);
  }
}
