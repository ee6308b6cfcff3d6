package io.medley.content.claim;

import io.medley.platform.problem.Lack;
import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.util.List;
import java.util.Map;

/** What the claims library says no to. */
public abstract sealed class ClaimRefusal extends Refusal {

  private ClaimRefusal(ProblemType type, String message, Map<String, Object> details) {
    super(type, message, details);
  }

  /** There is no such claim, version of it, or link. */
  public static final class ClaimUnknown extends ClaimRefusal {
    private static final ProblemType TYPE = new ProblemType("claim-unknown", 404, "No such claim");

    public ClaimUnknown(String what) {
      super(TYPE, "The claims library has no %s.".formatted(what), Map.of());
    }
  }

  /** There is no such reference, edition or page of it. */
  public static final class ReferenceUnknown extends ClaimRefusal {
    private static final ProblemType TYPE =
        new ProblemType("reference-unknown", 404, "No such reference");

    public ReferenceUnknown(String what) {
      super(TYPE, "There is no %s among the references.".formatted(what), Map.of());
    }
  }

  /** The key is taken already. */
  public static final class KeyTaken extends ClaimRefusal {
    private static final ProblemType TYPE = new ProblemType("key-taken", 409, "The key is taken");

    public KeyTaken(String what, String key) {
      super(
          TYPE,
          "There is a %s “%s” already; open it, or choose another key.".formatted(what, key),
          Map.of("key", key));
    }
  }

  /** A draft of the claim waits already, or the version is not in the state the act starts from. */
  public static final class ClaimConflict extends ClaimRefusal {
    private static final ProblemType TYPE =
        new ProblemType("claim-state-conflict", 409, "The claim has moved on");

    public ClaimConflict(String message) {
      super(TYPE, message, Map.of());
    }
  }

  /** What was entered does not do. */
  public static final class Incomplete extends ClaimRefusal {
    private static final ProblemType TYPE =
        new ProblemType("claim-incomplete", 422, "The claim is not complete");

    public Incomplete(List<Lack> errors) {
      super(
          TYPE,
          errors.size() == 1
              ? errors.getFirst().message()
              : "%d things are missing or wrong; the first: %s"
                  .formatted(errors.size(), errors.getFirst().message()),
          Map.of("errors", List.copyOf(errors)));
    }
  }

  /** The references do not bear the claim out. */
  public static final class Unsupported extends ClaimRefusal {
    private static final ProblemType TYPE =
        new ProblemType("claim-unsupported", 422, "The references do not bear the claim out");

    public Unsupported(String message, List<String> figures) {
      super(TYPE, message, Map.of("figures", List.copyOf(figures)));
    }
  }

  /** The person may not approve this version in this lane. */
  public static final class ApprovalRefused extends ClaimRefusal {
    private static final ProblemType TYPE =
        new ProblemType("claim-approval-refused", 409, "This approval cannot be given");

    public ApprovalRefused(String message) {
      super(TYPE, message, Map.of());
    }
  }

  /** A quote is not in the text of the reference. */
  public static final class QuoteNotFound extends ClaimRefusal {
    private static final ProblemType TYPE =
        new ProblemType("quote-not-found", 422, "The quote is not in the reference");

    public QuoteNotFound(String reference, String where, String nearest) {
      super(
          TYPE,
          "These words do not stand %s of %s. Copy them from the text of the reference%s."
              .formatted(
                  where,
                  reference,
                  nearest.isEmpty() ? "" : "; the nearest passage is “" + nearest + "”"),
          Map.of("nearest", nearest));
    }
  }

  /** A link cannot be decided so. */
  public static final class LinkRefused extends ClaimRefusal {
    private static final ProblemType TYPE =
        new ProblemType("link-refused", 409, "This link cannot be decided so");

    public LinkRefused(String message) {
      super(TYPE, message, Map.of());
    }
  }
}
