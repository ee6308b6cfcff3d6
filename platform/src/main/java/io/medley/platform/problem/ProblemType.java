package io.medley.platform.problem;

import java.net.URI;

/**
 * A kind of refusal as the outside knows it (RFC 9457 section 3.1).
 *
 * @param slug stable name, lower-case with dashes
 * @param status HTTP status
 * @param title short, the same for every occurrence
 */
public record ProblemType(String slug, int status, String title) {

  /** What every {@code type} starts with. */
  public static final String PREFIX = "tag:medley.io,2026:problem:";

  public ProblemType {
    if (!slug.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException("Not a slug: " + slug);
    }
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("Not an error status: " + status);
    }
  }

  /** The {@code type} member: {@code tag:medley.io,2026:problem:<slug>}. */
  public URI uri() {
    return URI.create(PREFIX + slug);
  }
}
