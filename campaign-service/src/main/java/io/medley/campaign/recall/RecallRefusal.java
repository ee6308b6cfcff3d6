package io.medley.campaign.recall;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.util.UUID;

/** What is refused of setting versions right. */
public abstract sealed class RecallRefusal extends Refusal {

  private RecallRefusal(ProblemType type, String message) {
    super(type, message);
  }

  /** There is nothing to set right. */
  public static final class NotRecalled extends RecallRefusal {
    private static final ProblemType TYPE =
        new ProblemType("version-not-recalled", 409, "There is nothing to set right");

    /** With the version. */
    public NotRecalled(UUID versionId) {
      super(
          TYPE,
          "Version %s may still be used, or nobody received it: only a withdrawn or replaced version that somebody received is set right."
              .formatted(versionId));
    }
  }
}
