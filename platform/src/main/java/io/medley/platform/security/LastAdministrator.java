package io.medley.platform.security;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;

/** The change would leave nobody who may grant authorities. */
public final class LastAdministrator extends Refusal {

  private static final ProblemType TYPE =
      new ProblemType("last-administrator", 409, "Somebody must remain administrator");

  public LastAdministrator() {
    super(TYPE, "Keep at least one person with ADMINISTER for every market (*).");
  }
}
