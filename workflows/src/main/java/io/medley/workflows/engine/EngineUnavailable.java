package io.medley.workflows.engine;

/** The engine did not answer, or is too busy; ask again later. */
public final class EngineUnavailable extends RuntimeException {

  EngineUnavailable(String call, Throwable cause) {
    super("The workflow engine did not take the call: " + call, cause);
  }
}
