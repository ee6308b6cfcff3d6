package io.medley.workflows.production;

import java.util.UUID;

/**
 * What the domain asks of the {@code content-production} process. Every call writes an outbox row
 * in the caller's transaction.
 */
public interface ProductionProcesses {

  /** Starts it; repeating it changes nothing. */
  void start(UUID productionId, int attempt);

  /**
   * Tells that something happened to the brief, the piece or its QC: the process looks again with
   * {@link ProductionSteps}. It says nothing of what happened, so that a late or repeated telling
   * is harmless.
   */
  void changed(UUID productionId);
}
