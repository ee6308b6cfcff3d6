package io.medley.content.brief;

import io.medley.content.asset.AssetId;
import io.medley.platform.problem.Lack;
import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.util.List;
import java.util.Map;

/** What briefs say no to. */
public abstract sealed class BriefRefusal extends Refusal {

  private BriefRefusal(ProblemType type, String message, Map<String, Object> details) {
    super(type, message, details);
  }

  /** No such brief, or not one this person may know of: the two are told apart to nobody. */
  public static final class BriefUnknown extends BriefRefusal {
    private static final ProblemType TYPE = new ProblemType("brief-unknown", 404, "No such brief");

    public BriefUnknown(BriefId id) {
      super(
          TYPE,
          "There is no brief %s among those you may see.".formatted(id),
          Map.of("briefId", id.toString()));
    }
  }

  /** What was written does not do. */
  public static final class Incomplete extends BriefRefusal {
    private static final ProblemType TYPE =
        new ProblemType("brief-incomplete", 422, "The brief is not complete");

    public Incomplete(List<Lack> lacks) {
      super(
          TYPE,
          lacks.size() == 1
              ? lacks.getFirst().message()
              : "%d fields need attention.".formatted(lacks.size()),
          Map.of("errors", List.copyOf(lacks)));
    }
  }

  /** Somebody changed it meanwhile. */
  public static final class EditConflict extends BriefRefusal {
    private static final ProblemType TYPE =
        new ProblemType("brief-edit-conflict", 409, "Somebody changed it meanwhile");

    public EditConflict(BriefId id) {
      super(
          TYPE,
          "The brief was changed since you read it; reload it and enter your change again.",
          Map.of("briefId", id.toString()));
    }
  }

  /** It is not in the state the act starts from. */
  public static final class StateConflict extends BriefRefusal {
    private static final ProblemType TYPE =
        new ProblemType("brief-state-conflict", 409, "The brief has moved on");

    public StateConflict(BriefId id, BriefState state, String message) {
      super(TYPE, message, Map.of("briefId", id.toString(), "state", state.name()));
    }
  }

  /** The piece answers another brief, or another agency made it. */
  public static final class PieceNotForIt extends BriefRefusal {
    private static final ProblemType TYPE =
        new ProblemType("piece-not-for-brief", 409, "The piece is not for this brief");

    public PieceNotForIt(BriefId id, AssetId piece, String message) {
      super(TYPE, message, Map.of("briefId", id.toString(), "assetId", piece.toString()));
    }
  }
}
