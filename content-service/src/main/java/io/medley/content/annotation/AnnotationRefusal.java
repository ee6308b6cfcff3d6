package io.medley.content.annotation;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.util.UUID;

/** What annotating says no to. */
public abstract sealed class AnnotationRefusal extends Refusal {

  private AnnotationRefusal(ProblemType type, String message) {
    super(type, message);
  }

  /** No such annotation, or not one this person may know of. */
  public static final class Unknown extends AnnotationRefusal {
    public Unknown(UUID id) {
      super(
          new ProblemType("annotation-unknown", 404, "No such annotation"),
          "There is no annotation %s among those you may see.".formatted(id));
    }
  }

  /** The person may not do this; the message says who may. */
  public static final class NotYours extends AnnotationRefusal {
    public NotYours(String reason) {
      super(new ProblemType("annotation-not-yours", 403, "This is not yours to do"), reason);
    }
  }

  /** The lane's remarks are closed. */
  public static final class Closed extends AnnotationRefusal {
    public Closed(String reason) {
      super(new ProblemType("annotations-closed", 409, "This lane is closed"), reason);
    }
  }

  /** Somebody else was first, or there is no such move. */
  public static final class MovedOn extends AnnotationRefusal {
    public MovedOn(String reason) {
      super(new ProblemType("annotation-moved-on", 409, "The annotation has moved on"), reason);
    }
  }

  /** The words are not where they are said to be. */
  public static final class WordsNotFound extends AnnotationRefusal {
    public WordsNotFound(String quote, String where) {
      super(
          new ProblemType("annotated-words-not-found", 422, "These words are not there"),
          "“%s” is not %s; select the words in the piece, or leave them out."
              .formatted(quote.length() > 120 ? quote.substring(0, 117) + "…" : quote, where));
    }
  }

  /** Something about the annotation cannot be taken as it is. */
  public static final class Invalid extends AnnotationRefusal {
    public Invalid(String reason) {
      super(new ProblemType("annotation-invalid", 422, "The annotation is incomplete"), reason);
    }
  }
}
