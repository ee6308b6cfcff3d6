package io.medley.content.lifecycle;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.VersionId;
import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.util.UUID;

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

  /** What is to be withdrawn too has nothing to do with it. */
  public static final class NotMadeFromIt extends LifecycleRefusal {
    public NotMadeFromIt(VersionId stranger, VersionId root) {
      super(
          new ProblemType("not-made-from-it", 422, "Not made from this piece"),
          "Version %s is not in use or was not made from %s; ask for the preview again."
              .formatted(stranger, root));
    }
  }

  /** There is no such asset. */
  public static final class AssetUnknown extends LifecycleRefusal {
    public AssetUnknown(AssetId asset) {
      super(
          new ProblemType("asset-unknown", 404, "No such piece"),
          "There is no piece %s.".formatted(asset));
    }
  }

  /** There is no such task. */
  public static final class DutyUnknown extends LifecycleRefusal {
    public DutyUnknown(UUID id) {
      super(
          new ProblemType("lifecycle-task-unknown", 404, "No such task"),
          "There is no task %s.".formatted(id));
    }
  }

  /** Somebody decided before, or the question fell away. */
  public static final class DutyClosed extends LifecycleRefusal {
    public DutyClosed() {
      super(
          new ProblemType("lifecycle-task-closed", 409, "Already decided"),
          "Somebody decided before you, or the question fell away. Its page shows what happened.");
    }
  }

  /** The choice is not one of this task's. */
  public static final class ChoiceUnknown extends LifecycleRefusal {
    public ChoiceUnknown(String choice, java.util.Collection<Duty.Choice> offered) {
      super(
          new ProblemType("lifecycle-choice-unknown", 422, "Not a choice here"),
          "“%s” cannot be chosen here; choose one of %s.".formatted(choice, offered));
    }
  }

  /** This person may not decide it. */
  public static final class MayNotDecide extends LifecycleRefusal {
    public MayNotDecide(String sentence) {
      super(new ProblemType("lifecycle-not-yours", 403, "Not yours to decide"), sentence);
    }
  }

  /** It cannot be signed as things stand. */
  public static final class NotSignable extends LifecycleRefusal {
    public NotSignable(String sentence) {
      super(new ProblemType("lifecycle-not-signable", 409, "Cannot be signed now"), sentence);
    }
  }

  /** The numbers of copies contradict each other. */
  public static final class CopiesWrong extends LifecycleRefusal {
    public CopiesWrong(String sentence) {
      super(new ProblemType("recall-copies-wrong", 422, "The copies do not add up"), sentence);
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
