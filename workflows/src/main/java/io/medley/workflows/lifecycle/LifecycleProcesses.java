package io.medley.workflows.lifecycle;

import java.util.UUID;

/**
 * What the domain asks of the {@code asset-lifecycle} process. Every call writes an outbox row in
 * the caller's transaction.
 */
public interface LifecycleProcesses {

  /** Starts the life of a version that went live; repeating it changes nothing. */
  void start(UUID versionId, int attempt);

  /** Tells that the version was withdrawn; its process ends after {@link LifecycleSteps}. */
  void withdrawn(UUID versionId, UUID eventId);

  /** Tells that a newer version took its place; its process ends after {@link LifecycleSteps}. */
  void superseded(UUID versionId, UUID eventId);

  /** Tells that the version's validity changed: {@link LifecycleSteps#dates} is asked again. */
  void renewed(UUID versionId, UUID eventId);
}
