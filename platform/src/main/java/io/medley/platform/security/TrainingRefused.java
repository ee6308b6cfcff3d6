package io.medley.platform.security;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;

/** A training record that cannot be; the message says why. */
public final class TrainingRefused extends Refusal {

  private static final ProblemType TYPE =
      new ProblemType("training-refused", 422, "This training record cannot be");

  public TrainingRefused(String sentence) {
    super(TYPE, sentence);
  }
}
