package io.medley.platform.jdbc;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;

/** Another session holds the lock. */
public final class LockTaken extends Refusal {

  private static final ProblemType TYPE = new ProblemType("lock-taken", 409, "Already in use");

  public LockTaken(String namespace, Object id) {
    super(TYPE, "Another process holds %s %s.".formatted(namespace, id));
  }
}
