package io.medley.platform.store;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.util.Map;

/** No bytes are stored under this address. */
public final class ObjectMissing extends Refusal {

  private static final ProblemType TYPE = new ProblemType("object-missing", 404, "No such file");

  public ObjectMissing(String sha256) {
    super(TYPE, "No file is stored under SHA-256 %s.".formatted(sha256), Map.of("sha256", sha256));
  }
}
