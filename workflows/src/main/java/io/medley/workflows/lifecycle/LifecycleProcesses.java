package io.medley.workflows.lifecycle;

import java.util.UUID;

/**
 * What the domain asks of the {@code asset-lifecycle} process. Every call writes an outbox row in
 * the caller's transaction.
 */
public interface LifecycleProcesses {

  /** Starts the life of a version that went live; repeating it changes nothing. */
  void start(UUID versionId, int attempt);

  /** Tells that the version was withdrawn; its recall begins with {@link LifecycleSteps}. */
  void withdrawn(UUID versionId, UUID eventId);

  /** Tells that a newer version took its place; its process ends after {@link LifecycleSteps}. */
  void superseded(UUID versionId, UUID eventId);

  /**
   * Tells that the version's validity changed: open questions end, {@link LifecycleSteps#dates} is
   * asked again.
   */
  void renewed(UUID versionId, UUID eventId);

  /** Tells that something the version rests on changed. */
  void basisChanged(UUID versionId, UUID eventId);

  /** Asks for a recertification; {@code eventId} is the domain's row of it. */
  void recertify(UUID versionId, UUID eventId);

  /** Completes the human tasks of something that was decided on its page. */
  void completeTask(UUID taskId);
}
