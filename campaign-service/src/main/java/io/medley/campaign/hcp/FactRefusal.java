package io.medley.campaign.hcp;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;

/** What keeping facts refuses. */
public abstract sealed class FactRefusal extends Refusal {

  private FactRefusal(ProblemType type, String message) {
    super(type, message);
  }

  /** There is no such fact. */
  public static final class FactUnknown extends FactRefusal {
    private static final ProblemType TYPE = new ProblemType("fact-unknown", 404, "No such fact");

    public FactUnknown(long id) {
      super(TYPE, "There is no fact %d.".formatted(id));
    }
  }

  /** The fact cannot be stored as given. */
  public static final class FactUnusable extends FactRefusal {
    private static final ProblemType TYPE =
        new ProblemType("fact-unusable", 422, "The fact cannot be stored");

    public FactUnusable(String message) {
      super(TYPE, message);
    }
  }
}
