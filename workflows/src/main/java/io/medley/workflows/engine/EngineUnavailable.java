package io.medley.workflows.engine;

import io.medley.platform.outbox.Outage;

/**
 * The engine did not answer, or is too busy; ask again later. The only sign of it, whatever asks.
 */
public final class EngineUnavailable extends RuntimeException implements Outage {

  /** With what was asked, and the failure of it. */
  public EngineUnavailable(String call, Throwable cause) {
    super("The workflow engine did not take the call: " + call, cause);
  }
}
