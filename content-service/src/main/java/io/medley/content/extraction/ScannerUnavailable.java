package io.medley.content.extraction;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;

/** The virus scanner gave no verdict. Nothing is taken in unscanned where one is configured. */
public final class ScannerUnavailable extends Refusal {

  private static final ProblemType TYPE =
      new ProblemType("scanner-unavailable", 503, "The virus scanner does not answer");

  public ScannerUnavailable(Throwable cause) {
    super(
        TYPE,
        "The virus scanner does not answer, so nothing is taken in; try again in a minute.",
        cause);
  }
}
