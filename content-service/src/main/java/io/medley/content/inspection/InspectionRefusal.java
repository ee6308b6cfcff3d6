package io.medley.content.inspection;

import io.medley.content.asset.VersionId;
import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;

/** What cannot be taken away for an inspection. */
public final class InspectionRefusal extends Refusal {

  private InspectionRefusal(ProblemType type, String sentence) {
    super(type, sentence);
  }

  /** A draft has no frozen tags and no signatures yet. */
  static InspectionRefusal notSubmitted(VersionId id) {
    return new InspectionRefusal(
        new ProblemType("not-submitted", 409, "This version is still a draft"),
        "Version %s was not submitted yet; a copy is certified from submission on.".formatted(id));
  }
}
