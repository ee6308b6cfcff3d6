package io.medley.campaign.measure;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;

/** What safety reports refuse. */
public abstract sealed class SafetyRefusal extends Refusal {

  private SafetyRefusal(ProblemType type, String message) {
    super(type, message);
  }

  /** There is no open report of this id. */
  public static final class NotOpen extends SafetyRefusal {
    private static final ProblemType TYPE =
        new ProblemType("safety-report-not-open", 409, "The report is not open");

    NotOpen() {
      super(TYPE, "There is no such report, or somebody closed it already. Look at the list.");
    }
  }

  /** Closing needs a word. */
  public static final class OutcomeMissing extends SafetyRefusal {
    private static final ProblemType TYPE =
        new ProblemType("safety-outcome-missing", 422, "The outcome is missing");

    OutcomeMissing(SafetyReport.State state) {
      super(
          TYPE,
          state == SafetyReport.State.FORWARDED
              ? "Give drug safety's case number, in at most 500 characters."
              : "Say why it is no event, in at most 500 characters.");
    }
  }
}
