package io.medley.content.metadata;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;

/** No copy with metadata can be made of this file. */
public final class CopyRefused extends Refusal {

  private static final ProblemType TYPE =
      new ProblemType("copy-not-possible", 422, "No copy with metadata");

  CopyRefused(String reason) {
    super(TYPE, reason + " Download the file itself; its metadata is beside it in the API.");
  }
}
