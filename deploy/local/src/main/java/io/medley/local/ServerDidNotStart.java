package io.medley.local;

import java.nio.file.Path;

/**
 * A server ended or stayed silent before it was ready. The message is one sentence; the log says
 * the rest.
 */
public final class ServerDidNotStart extends RuntimeException {

  private final Path log;

  /** Says in one sentence what happened. */
  public ServerDidNotStart(String sentence, Path log) {
    super(sentence);
    this.log = log;
  }

  /** Says in one sentence what happened, and why. */
  public ServerDidNotStart(String sentence, Path log, Throwable cause) {
    super(sentence, cause);
    this.log = log;
  }

  /** The log whose last lines explain it. */
  public Path log() {
    return log;
  }
}
