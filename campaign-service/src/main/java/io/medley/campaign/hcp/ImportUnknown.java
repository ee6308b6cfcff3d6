package io.medley.campaign.hcp;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.util.UUID;

/** There is no such import. */
public final class ImportUnknown extends Refusal {

  private static final ProblemType TYPE =
      new ProblemType("import-unknown", 404, "No such import of HCPs");

  /** Of this id. */
  public ImportUnknown(UUID id) {
    super(TYPE, "There is no import %s.".formatted(id));
  }
}
