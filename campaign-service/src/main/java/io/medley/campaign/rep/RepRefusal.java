package io.medley.campaign.rep;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.util.UUID;

/** What is refused to representatives. */
public abstract sealed class RepRefusal extends Refusal {

  private RepRefusal(ProblemType type, String message) {
    super(type, message);
  }

  /** There is no such suggestion for this person. */
  public static final class SuggestionUnknown extends RepRefusal {
    private static final ProblemType TYPE =
        new ProblemType("suggestion-unknown", 404, "No such suggestion");

    public SuggestionUnknown(UUID id) {
      super(TYPE, "There is no suggestion %s for you.".formatted(id));
    }
  }

  /** It was answered, ran out or was taken back. */
  public static final class SuggestionOver extends RepRefusal {
    private static final ProblemType TYPE =
        new ProblemType("suggestion-over", 409, "The suggestion is over");

    public SuggestionOver() {
      super(TYPE, "It was answered already, ran out, or was taken back. Nothing was changed.");
    }
  }

  /** What it is about is paused. */
  public static final class SuggestionPaused extends RepRefusal {
    private static final ProblemType TYPE =
        new ProblemType("suggestion-paused", 409, "The suggestion is held back");

    public SuggestionPaused(RepLedger.HeldBack pause) {
      super(
          TYPE,
          "%s is paused (%s). It is back on your list when that ends, unless the journey went on by itself; what was done already can be reported."
              .formatted(pause.key().equals("*") ? "Everything" : pause.key(), pause.why()));
    }
  }

  /** The answer cannot be used as it is. */
  public static final class AnswerUnusable extends RepRefusal {
    private static final ProblemType TYPE =
        new ProblemType("answer-unusable", 422, "The answer cannot be used");

    public AnswerUnusable(String message) {
      super(TYPE, message);
    }
  }

  /** There is no open correction of this id. */
  public static final class CorrectionUnknown extends RepRefusal {
    private static final ProblemType TYPE =
        new ProblemType("correction-unknown", 404, "No such correction");

    public CorrectionUnknown(UUID id) {
      super(TYPE, "There is no open correction %s; somebody may have closed it.".formatted(id));
    }
  }
}
