package io.medley.content.asset;

import io.medley.platform.problem.Lack;
import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.util.List;
import java.util.Map;

/** What this package says no to. */
public abstract sealed class AssetRefusal extends Refusal {

  private AssetRefusal(ProblemType type, String message, Map<String, Object> details) {
    super(type, message, details);
  }

  /** No such version, or not one this person may know of: the two are told apart to nobody. */
  public static final class VersionUnknown extends AssetRefusal {
    private static final ProblemType TYPE =
        new ProblemType("version-unknown", 404, "No such version");

    public VersionUnknown(VersionId id) {
      super(
          TYPE,
          "There is no version %s among the work you may see.".formatted(id),
          Map.of("versionId", id.toString()));
    }
  }

  /** No such asset, or not one this person may know of. */
  public static final class AssetUnknown extends AssetRefusal {
    private static final ProblemType TYPE = new ProblemType("asset-unknown", 404, "No such asset");

    public AssetUnknown(AssetId id) {
      super(
          TYPE,
          "There is no asset %s among the work you may see.".formatted(id),
          Map.of("assetId", id.toString()));
    }
  }

  /** The version is not in the state the act starts from, or the state has no such move. */
  public static final class StateConflict extends AssetRefusal {
    private static final ProblemType TYPE =
        new ProblemType("version-state-conflict", 409, "The version has moved on");

    public StateConflict(VersionId id, VersionState actual, VersionState wanted) {
      super(
          TYPE,
          "The version is %s and cannot become %s from there; reload it to see who moved it."
              .formatted(actual, wanted),
          Map.of("versionId", id.toString(), "state", actual.name(), "wanted", wanted.name()));
    }
  }

  /** Somebody else changed the version since it was read. */
  public static final class EditConflict extends AssetRefusal {
    private static final ProblemType TYPE =
        new ProblemType("version-edit-conflict", 409, "Changed meanwhile");

    public EditConflict(VersionId id) {
      super(
          TYPE,
          "Somebody changed this version since you opened it; reload it and make your change again.",
          Map.of("versionId", id.toString()));
    }
  }

  /** The version is frozen: its tags were submitted and are part of what reviewers sign. */
  public static final class Frozen extends AssetRefusal {
    private static final ProblemType TYPE =
        new ProblemType("version-frozen", 409, "The version is frozen");

    public Frozen(VersionId id, VersionState state) {
      super(
          TYPE,
          "The version is %s; its tags cannot change any more. Upload a new version instead."
              .formatted(state),
          Map.of("versionId", id.toString(), "state", state.name()));
    }
  }

  /** Something that has to be explained was not. */
  public static final class ReasonMissing extends AssetRefusal {
    private static final ProblemType TYPE =
        new ProblemType("reason-missing", 422, "A reason is needed");

    public ReasonMissing() {
      super(
          TYPE,
          "Say why, in 1 to %,d characters; it stays in the piece's history."
              .formatted(GivingUp.LONGEST_REASON),
          Map.of());
    }
  }

  /** Tags are missing, not confirmed, or outside their vocabulary. */
  public static final class MetadataIncomplete extends AssetRefusal {
    private static final ProblemType TYPE =
        new ProblemType("metadata-incomplete", 422, "Tags are incomplete");

    private final List<Lack> lacks;

    public MetadataIncomplete(List<Lack> lacks) {
      super(
          TYPE,
          lacks.size() == 1
              ? lacks.getFirst().message()
              : "%d tags need attention before this can be submitted.".formatted(lacks.size()),
          Map.of("errors", List.copyOf(lacks)));
      this.lacks = List.copyOf(lacks);
    }

    /** Field by field. */
    public List<Lack> lacks() {
      return lacks;
    }
  }

  /** A rule stops the submission. */
  public static final class PreCheckBlocked extends AssetRefusal {
    private static final ProblemType TYPE =
        new ProblemType("pre-check-blocked", 409, "Stopped by a pre-check");

    public PreCheckBlocked(String message, List<?> findings) {
      super(TYPE, message, Map.of("findings", List.copyOf(findings)));
    }
  }
}
