package io.medley.campaign.measure;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;

/** Costs of touches that cannot be reckoned with. */
public final class CostRefused extends Refusal {

  private static final ProblemType TYPE =
      new ProblemType("touch-costs-unusable", 422, "The costs cannot be set so");

  CostRefused(String message) {
    super(TYPE, message);
  }
}
