package io.medley.content.production;

import io.medley.content.asset.VersionId;
import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.util.List;
import java.util.Map;

/** What coordinator QC says no to. */
public abstract sealed class QcRefusal extends Refusal {

  private QcRefusal(ProblemType type, String message, Map<String, Object> details) {
    super(type, message, details);
  }

  /** There is nothing to decide: not submitted, decided before, or nobody has to look. */
  public static final class NotInQc extends QcRefusal {
    private static final ProblemType TYPE = new ProblemType("not-in-qc", 409, "Nothing to decide");

    public NotInQc(VersionId version, String message) {
      super(TYPE, message, Map.of("versionId", version.toString()));
    }
  }

  /** Their own work is somebody else's to look at. */
  public static final class OwnWork extends QcRefusal {
    private static final ProblemType TYPE = new ProblemType("qc-of-own-work", 409, "Your own work");

    public OwnWork(VersionId version) {
      super(
          TYPE,
          "You made or submitted this version; another coordinator has to look at it.",
          Map.of("versionId", version.toString()));
    }
  }

  /** A return says why. */
  public static final class ReasonMissing extends QcRefusal {
    private static final ProblemType TYPE =
        new ProblemType("qc-reason-missing", 422, "Say why it is returned");

    public ReasonMissing(String field, String message) {
      super(TYPE, message, Map.of("errors", List.of(Map.of("field", field, "message", message))));
    }
  }
}
