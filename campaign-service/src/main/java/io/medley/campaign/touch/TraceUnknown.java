package io.medley.campaign.touch;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.util.UUID;

/** There is no such explanation of a touch. */
public final class TraceUnknown extends Refusal {

  private static final ProblemType TYPE =
      new ProblemType("touch-trace-unknown", 404, "No such decision");

  /** Of this id. */
  public TraceUnknown(UUID traceId) {
    super(TYPE, "There is no decision %s.".formatted(traceId));
  }
}
