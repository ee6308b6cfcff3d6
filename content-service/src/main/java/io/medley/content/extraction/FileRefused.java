package io.medley.content.extraction;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.util.Map;

/** The file cannot be taken in. The message says in one sentence why and what to do. */
public final class FileRefused extends Refusal {

  private static final ProblemType TYPE =
      new ProblemType("file-refused", 422, "The file was refused");
  private final Reason reason;

  public FileRefused(Reason reason, String message) {
    super(TYPE, message, Map.of("reason", reason.name()));
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** Why a file cannot be taken in. */
  public enum Reason {
    /** Protected: it needs a password, or forbids what reviewers have to do with it. */
    ENCRYPTED,
    /** Ends before its end: an export or a transfer was interrupted. */
    TRUNCATED,
    /** Damaged otherwise, or empty. */
    BROKEN,
    /** Its name promises another type than its content is. */
    DISGUISED,
    /** Two files in one: different programs would open different things. */
    POLYGLOT,
    /** A type that is not reviewed here. */
    TYPE_NOT_ALLOWED,
    /** Carries code that would run. */
    MACROS,
    /** Unpacks to far more than it is, or holds more parts than any piece. */
    BOMB,
    /** The virus scanner knows it. */
    INFECTED,
    /** Larger than the service takes. */
    TOO_LARGE,
    /** Reading it took more time, memory or output than any real piece needs. */
    EXTRACTION_LIMIT
  }
}
