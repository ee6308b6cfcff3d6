package io.medley.content.module;

import io.medley.platform.problem.Lack;
import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.util.List;
import java.util.Map;

/** What modular content says no to. */
public abstract sealed class ModuleRefusal extends Refusal {

  private ModuleRefusal(ProblemType type, String message, Map<String, Object> details) {
    super(type, message, details);
  }

  /** There is no such module, version or form. */
  public static final class ModuleUnknown extends ModuleRefusal {
    private static final ProblemType TYPE =
        new ProblemType("module-unknown", 404, "No such module");

    public ModuleUnknown(String what) {
      super(TYPE, "There is no %s.".formatted(what), Map.of());
    }
  }

  /** The key is taken already. */
  public static final class KeyTaken extends ModuleRefusal {
    private static final ProblemType TYPE =
        new ProblemType("module-key-taken", 409, "The key is taken");

    public KeyTaken(String key) {
      super(
          TYPE,
          "There is a module “%s” already; open it, or choose another key.".formatted(key),
          Map.of("key", key));
    }
  }

  /** The version is not in the state the act starts from. */
  public static final class ModuleConflict extends ModuleRefusal {
    private static final ProblemType TYPE =
        new ProblemType("module-state-conflict", 409, "The module has moved on");

    public ModuleConflict(String message) {
      super(TYPE, message, Map.of());
    }
  }

  /** This person may not approve it, or not once more. */
  public static final class ApprovalRefused extends ModuleRefusal {
    private static final ProblemType TYPE =
        new ProblemType("module-approval-refused", 409, "Not approved");

    public ApprovalRefused(String message) {
      super(TYPE, message, Map.of());
    }
  }

  /** What was entered does not do. */
  public static final class Incomplete extends ModuleRefusal {
    private static final ProblemType TYPE =
        new ProblemType("module-incomplete", 422, "The module is not complete");

    public Incomplete(List<Lack> lacks) {
      super(
          TYPE,
          lacks.size() == 1
              ? lacks.getFirst().message()
              : "%d fields need attention.".formatted(lacks.size()),
          Map.of("errors", lacks));
    }
  }

  /** The modules must not be put together like this. */
  public static final class AssemblyForbidden extends ModuleRefusal {
    private static final ProblemType TYPE =
        new ProblemType("assembly-forbidden", 422, "These modules do not go together");

    public AssemblyForbidden(List<String> reasons) {
      super(TYPE, String.join(" ", reasons), Map.of("reasons", reasons));
    }
  }
}
