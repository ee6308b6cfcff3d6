package io.medley.campaign.change;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.util.UUID;

/** What changes of running campaigns refuse, and why. */
public abstract sealed class ChangeRefusal extends Refusal {

  private ChangeRefusal(ProblemType type, String message) {
    super(type, message);
  }

  /** There is no such change. */
  public static final class ChangeUnknown extends ChangeRefusal {
    private static final ProblemType TYPE =
        new ProblemType("change-unknown", 404, "The change does not exist");

    ChangeUnknown(UUID id) {
      super(TYPE, "There is no change " + id + ".");
    }
  }

  /** Not now, or not any more. */
  public static final class ChangeConflict extends ChangeRefusal {
    private static final ProblemType TYPE =
        new ProblemType("change-conflict", 409, "The campaign stands elsewhere");

    ChangeConflict(String message) {
      super(TYPE, message);
    }
  }

  /** The change cannot be carried out as it is. */
  public static final class ChangeUnusable extends ChangeRefusal {
    private static final ProblemType TYPE =
        new ProblemType("change-unusable", 422, "The change cannot be taken");

    ChangeUnusable(String message) {
      super(TYPE, message);
    }
  }

  /** Somebody confirms what they asked for themselves. */
  public static final class OwnChange extends ChangeRefusal {
    private static final ProblemType TYPE =
        new ProblemType("change-own", 403, "Somebody else has to confirm");

    OwnChange() {
      super(TYPE, "You asked for this change: somebody else who leads the brand confirms it.");
    }
  }
}
