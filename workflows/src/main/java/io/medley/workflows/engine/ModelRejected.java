package io.medley.workflows.engine;

/** The engine does not take a model, whoever tries how often; the message says what it found. */
public final class ModelRejected extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ModelRejected(String message, Throwable cause) {
    super(message, cause);
  }
}
