package io.medley.content.precheck;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.util.Map;

/** What this package says no to. */
public abstract sealed class CheckRefusal extends Refusal {

  private CheckRefusal(ProblemType type, String message, Map<String, Object> details) {
    super(type, message, details);
  }

  /** The newest run has no blocking finding of that name. */
  public static final class NoSuchBlock extends CheckRefusal {
    private static final ProblemType TYPE =
        new ProblemType("no-such-block", 404, "Nothing to override");

    public NoSuchBlock(String key) {
      super(
          TYPE,
          "The newest check of this version has no blocking finding %s; check again and use its key."
              .formatted(key),
          Map.of("findingKey", key));
    }
  }

  /** Nobody may decide against this rule. */
  public static final class NeverOverridden extends CheckRefusal {
    private static final ProblemType TYPE =
        new ProblemType("never-overridden", 409, "This rule cannot be overridden");

    public NeverOverridden(String ruleId, String title) {
      super(
          TYPE,
          "%s (%s) cannot be overridden by anybody; mend the piece or its tags."
              .formatted(ruleId, title),
          Map.of("ruleId", ruleId));
    }
  }

  /** A decision needs a reason that its readers can weigh. */
  public static final class ReasonMissing extends CheckRefusal {
    private static final ProblemType TYPE =
        new ProblemType("override-reason-missing", 422, "The reason is missing");

    public ReasonMissing() {
      super(
          TYPE,
          "Say in 20 to 2000 characters why the finding does not hold; every lane reads it.",
          Map.of("field", "reason"));
    }
  }

  /** The author of a version does not wave its findings through. */
  public static final class OwnWork extends CheckRefusal {
    private static final ProblemType TYPE =
        new ProblemType("override-own-work", 403, "Not your own work");

    public OwnWork() {
      super(
          TYPE,
          "You brought this version in, so somebody else has to decide about its findings.",
          Map.of());
    }
  }

  /** The version is past the point where a finding could stop it. */
  public static final class TooLate extends CheckRefusal {
    private static final ProblemType TYPE =
        new ProblemType("override-too-late", 409, "Too late to override");

    public TooLate(String state) {
      super(
          TYPE,
          "The version is %s; findings are overridden before or during its review."
              .formatted(state),
          Map.of("state", state));
    }
  }

  /** Somebody decided before. */
  public static final class AlreadyOverridden extends CheckRefusal {
    private static final ProblemType TYPE =
        new ProblemType("already-overridden", 409, "Already overridden");

    public AlreadyOverridden() {
      super(TYPE, "Somebody has overridden this finding already; reload to see who.", Map.of());
    }
  }
}
