package io.medley.content.lifecycle;

import io.medley.content.asset.VersionId;
import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;

/** What this package says no to. */
public abstract sealed class LifecycleRefusal extends Refusal {

  private LifecycleRefusal(ProblemType type, String message) {
    super(type, message);
  }

  /** The version was never published. */
  public static final class NeverLive extends LifecycleRefusal {
    public NeverLive(VersionId version) {
      super(
          new ProblemType("version-never-live", 409, "Not published"),
          "Version %s was never published; there is nothing to call back.".formatted(version));
    }
  }

  /** The version's state has no such move. */
  public static final class NotServable extends LifecycleRefusal {
    public NotServable(VersionId version, ApprovalState state) {
      super(
          new ProblemType("approval-state-conflict", 409, "The piece has moved on"),
          "Version %s is %s; that cannot be changed this way.".formatted(version, state));
    }
  }

  /** A withdrawal without a reason explains nothing. */
  public static final class ReasonMissing extends LifecycleRefusal {
    public ReasonMissing() {
      super(
          new ProblemType("reason-missing", 422, "Say why"),
          "Give the reason in a few words; it is shown to everybody who used the piece.");
    }
  }

  /** No live piece has these bytes. */
  public static final class NotLive extends LifecycleRefusal {
    public NotLive(String sha256) {
      super(
          new ProblemType("object-not-live", 404, "No live piece"),
          "No live piece in date has the bytes %s.".formatted(sha256));
    }
  }

  /** The piece may not be used now, and this person may not have its content. */
  public static final class NotServed extends LifecycleRefusal {
    public NotServed(Readership.Standing standing, String reason) {
      super(
          new ProblemType("version-not-served", 410, "Not to be used"),
          "The piece %s%s. It is served and downloaded nowhere; its page tells its history."
              .formatted(
                  standing.words(),
                  reason.isEmpty() ? "" : ": " + reason.strip().replaceAll("\\.$", "")));
    }
  }
}
