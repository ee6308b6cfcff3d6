package io.medley.campaign.measure;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.util.UUID;

/** What is refused of holdouts. */
public abstract sealed class HoldoutRefusal extends Refusal {

  private HoldoutRefusal(ProblemType type, String message) {
    super(type, message);
  }

  /** A share that cannot be, or without a reason. */
  public static final class Unusable extends HoldoutRefusal {
    private static final ProblemType TYPE =
        new ProblemType("holdout-unusable", 422, "The holdout cannot be set so");

    /** With what is wrong and how to mend it. */
    public Unusable(String message) {
      super(TYPE, message);
    }
  }

  /** Nobody asked for this share. */
  public static final class ProposalUnknown extends HoldoutRefusal {
    private static final ProblemType TYPE =
        new ProblemType("holdout-proposal-unknown", 404, "Nobody asked for this share");

    ProposalUnknown(UUID id) {
      super(TYPE, "There is no proposal " + id + ".");
    }
  }

  /** Not now, or not any more. */
  public static final class Conflict extends HoldoutRefusal {
    private static final ProblemType TYPE =
        new ProblemType("holdout-conflict", 409, "The holdout stands elsewhere");

    Conflict(String message) {
      super(TYPE, message);
    }
  }

  /** Somebody confirms what they asked for themselves. */
  public static final class OwnProposal extends HoldoutRefusal {
    private static final ProblemType TYPE =
        new ProblemType("holdout-own", 403, "Somebody else has to confirm");

    OwnProposal() {
      super(TYPE, "You asked for this share: somebody else who leads the brands confirms it.");
    }
  }
}
