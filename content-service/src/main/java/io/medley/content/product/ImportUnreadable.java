package io.medley.content.product;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.util.Map;

/** A file is no table that could be imported. */
public final class ImportUnreadable extends Refusal {

  private static final ProblemType TYPE =
      new ProblemType("import-unreadable", 422, "The file cannot be imported");

  public ImportUnreadable(String message) {
    super(TYPE, message);
  }

  @Override
  public Map<String, Object> details() {
    return Map.of();
  }
}
