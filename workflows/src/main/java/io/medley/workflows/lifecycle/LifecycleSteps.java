package io.medley.workflows.lifecycle;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
   * @param days 90: its owner is asked; 30: coordinators are asked too
   * @return what is asked, or empty if it was decided before
   */
  Optional<LifeTask> expiryNear(UUID versionId, int days);

  /** What is known of a change the version was told of. */
  BasisFacts basisFacts(UUID versionId, UUID eventId);

  /**
   * Does what was decided about a change: suspends, asks somebody to look, or notes it.
   *
   * @return what somebody is asked, or empty if nobody is
   */
  Optional<LifeTask> respond(UUID versionId, UUID eventId, BasisResponse response);

  /** Runs all checks again and gathers what changed since the last signature. */
  LifeTask recertify(UUID versionId, UUID eventId);

  /**
   * The version was withdrawn; told once per event, possibly repeated.
   *
   * @return one recall for each channel that people have to empty
   */
  List<LifeTask> withdrawn(UUID versionId, UUID eventId);

  /** A recall that nobody acknowledged in time. */
  void taskOverdue(UUID taskId);

  /** Every channel acknowledged: asks for the signature that closes the recall. */
  LifeTask closeOut(UUID versionId, UUID eventId);

  /**
   * The human task of something was completed by somebody.
   *
   * @param formDecision what the form says, or null; it counts only where nothing depends on who
   *     decided
   */
  TaskCheck recordTask(UUID taskId, @Nullable String formDecision);

  /** Where a task stands, or empty if there is none or nobody has claimed its version. */
  Optional<LifeTaskState> task(UUID taskId);

  /** The expiry date was reached. The domain decides by its own dates whether it really expired. */
  void expired(UUID versionId);

  /** A newer version went live; told once per event, possibly repeated. */
  void superseded(UUID versionId, UUID eventId);

  /** The instance has ended. Only the claiming instance's end counts. */
  void ended(UUID versionId, int attempt, long processInstanceKey);
}
