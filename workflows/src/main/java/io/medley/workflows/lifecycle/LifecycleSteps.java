package io.medley.workflows.lifecycle;

import java.util.UUID;

/**
 * What the {@code asset-lifecycle} process asks of the domain. Every call may be repeated and must
 * then answer as it did the first time; an exception means "not now".
 */
public interface LifecycleSteps {

  /**
   * The first job of an instance claims the version; see the same step of a review.
   *
   * @return false if another instance or attempt holds it: the instance ends at once
   */
  boolean claim(UUID versionId, int attempt, long processInstanceKey);

  /** The dates to wait for. Asked again after {@link LifecycleProcesses#renewed}. */
  LifecycleDates dates(UUID versionId);

  /**
   * The version expires soon.
   *
   * @param days 90 or 30
   */
  void expiryNear(UUID versionId, int days);

  /** The expiry date was reached. The domain decides by its own dates whether it really expired. */
  void expired(UUID versionId);

  /** The version was withdrawn; told once per event, possibly repeated. */
  void withdrawn(UUID versionId, UUID eventId);

  /** A newer version went live; told once per event, possibly repeated. */
  void superseded(UUID versionId, UUID eventId);

  /** The instance has ended. Only the claiming instance's end counts. */
  void ended(UUID versionId, int attempt, long processInstanceKey);
}
