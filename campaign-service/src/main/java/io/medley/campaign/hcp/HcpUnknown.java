package io.medley.campaign.hcp;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;

/** There is no such HCP. */
public final class HcpUnknown extends Refusal {

  private static final ProblemType TYPE = new ProblemType("hcp-unknown", 404, "No such HCP");

  public HcpUnknown(HcpId id) {
    super(TYPE, "There is no HCP %s.".formatted(id));
  }
}
