package io.medley.seed.http;

import tools.jackson.databind.JsonNode;

/** An API answered with a problem (RFC 9457) or with no success. */
public final class ApiRefusal extends RuntimeException {

  private final int status;
  private final transient JsonNode problem;

  ApiRefusal(String request, int status, JsonNode problem) {
    super(request + " was answered " + status + ": " + sentence(problem));
    this.status = status;
    this.problem = problem;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The problem document as it came; an empty object when the answer had none. */
  public JsonNode problem() {
    return problem;
  }

  /**
   * The last part of the problem's type, for instance {@code pre-check-blocked}; empty when there
   * is none.
   */
  public String slug() {
    String type = problem.path("type").asString("");
    return type.substring(type.lastIndexOf(':') + 1);
  }

  private static String sentence(JsonNode problem) {
    String detail = problem.path("detail").asString("");
    return detail.isEmpty() ? problem.path("title").asString(problem.toString()) : detail;
  }
}
