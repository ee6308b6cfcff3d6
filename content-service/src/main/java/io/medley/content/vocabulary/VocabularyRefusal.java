package io.medley.content.vocabulary;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.util.Map;

/** What the vocabularies say no to. */
public abstract sealed class VocabularyRefusal extends Refusal {

  private VocabularyRefusal(ProblemType type, String message, Map<String, Object> details) {
    super(type, message, details);
  }

  /** There is no such vocabulary. */
  public static final class VocabularyUnknown extends VocabularyRefusal {
    private static final ProblemType TYPE =
        new ProblemType("vocabulary-unknown", 404, "No such vocabulary");

    public VocabularyUnknown(String key) {
      super(
          TYPE,
          "There is no vocabulary “%s”; GET /api/vocabularies lists them.".formatted(key),
          Map.of("vocabulary", key));
    }
  }

  /** There is no such term. */
  public static final class TermUnknown extends VocabularyRefusal {
    private static final ProblemType TYPE = new ProblemType("term-unknown", 404, "No such term");

    public TermUnknown(Vocabulary vocabulary, String code) {
      super(
          TYPE,
          "“%s” has no term %s.".formatted(vocabulary.title(), code),
          Map.of("vocabulary", vocabulary.key(), "code", code));
    }
  }

  /** The term cannot be so: field and reason. */
  public static final class TermWrong extends VocabularyRefusal {
    private static final ProblemType TYPE = new ProblemType("term-wrong", 422, "Not a good term");

    public TermWrong(String field, String message) {
      super(TYPE, message, Map.of("field", field));
    }
  }

  /** A word would stand for two terms, and nobody could tell which was meant. */
  public static final class WordTaken extends VocabularyRefusal {
    private static final ProblemType TYPE =
        new ProblemType("term-word-taken", 409, "The word is taken");

    public WordTaken(String word, Term by) {
      super(
          TYPE,
          "“%s” already stands for %s (%s); take it from there first."
              .formatted(word, by.label(), by.code()),
          Map.of("word", word, "takenBy", by.code()));
    }
  }

  /** Somebody changed the term meanwhile. */
  public static final class TermEditConflict extends VocabularyRefusal {
    private static final ProblemType TYPE =
        new ProblemType("term-edit-conflict", 409, "Changed meanwhile");

    public TermEditConflict(String code) {
      super(
          TYPE,
          "Somebody changed %s since you opened it; reload and make your change again."
              .formatted(code),
          Map.of("code", code));
    }
  }
}
