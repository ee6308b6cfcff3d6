package io.medley.campaign.hcp;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;

/** The file is not a table of HCPs; nothing after the point of the refusal was imported. */
public final class ImportRefused extends Refusal {

  private static final ProblemType TYPE =
      new ProblemType("import-refused", 422, "The file cannot be imported");

  public ImportRefused(String message) {
    super(TYPE, message);
  }
}
