package io.medley.platform.problem;

import java.util.Map;

/**
 * The service understood and says no. The message is shown to people: it says what, why and how to
 * mend it. An outage is not a refusal, except where a caller must tell it from one.
 */
public abstract class Refusal extends RuntimeException {

  private final ProblemType type;
  private final Map<String, Object> details;

  protected Refusal(ProblemType type, String message) {
    this(type, message, Map.of());
  }

  protected Refusal(ProblemType type, String message, Map<String, Object> details) {
    super(message);
    this.type = type;
    this.details = details;
  }

  protected Refusal(ProblemType type, String message, Throwable cause) {
    super(message, cause);
    this.type = type;
    this.details = Map.of();
  }

  /** The kind of refusal. */
  public final ProblemType type() {
    return type;
  }

  /** Further members of the problem document; names must not collide with RFC 9457's own. */
  public Map<String, Object> details() {
    return details;
  }
}
