package io.medley.content.catalog;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.util.UUID;

/** What the catalog says no to. */
public abstract sealed class CatalogRefusal extends Refusal {

  private CatalogRefusal(ProblemType type, String message) {
    super(type, message);
  }

  /** A search needs a name that fits. */
  public static final class NameWrong extends CatalogRefusal {
    private static final ProblemType TYPE =
        new ProblemType("search-name-wrong", 422, "The name does not fit");

    NameWrong(int longest) {
      super(TYPE, "Give the search a name of 1 to %d characters.".formatted(longest));
    }
  }

  /** No such search of this person's. */
  public static final class SearchUnknown extends CatalogRefusal {
    private static final ProblemType TYPE =
        new ProblemType("search-unknown", 404, "No such search");

    SearchUnknown(UUID id) {
      super(TYPE, "You have no saved search %s.".formatted(id));
    }
  }
}
