package io.medley.platform.elasticsearch;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;

/** The search store understood the request and rejected it (4xx): our bug or a lost race. */
public final class SearchRejected extends Refusal {

  private static final ProblemType TYPE =
      new ProblemType("search-rejected", 500, "The search failed");

  private final int status;
  private final String errorType;

  public SearchRejected(int status, String errorType, Throwable cause) {
    super(TYPE, "The search store rejected the request: " + errorType, cause);
    this.status = status;
    this.errorType = errorType;
  }

  /** HTTP status of the store's answer. */
  public int status() {
    return status;
  }

  /** The store's own name for it, e.g. {@code version_conflict_engine_exception}. */
  public String errorType() {
    return errorType;
  }
}
