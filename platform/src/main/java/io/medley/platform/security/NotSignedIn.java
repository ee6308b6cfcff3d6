package io.medley.platform.security;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;

/** Nobody is signed in. */
public final class NotSignedIn extends Refusal {

  private static final ProblemType TYPE = new ProblemType("not-signed-in", 401, "Not signed in");

  public NotSignedIn() {
    super(TYPE, "Sign in first.");
  }
}
