package io.medley.workflows.campaignlaunch;

import java.util.UUID;

/**
 * What the {@code campaign-launch} process asks of the domain. Every call may be repeated and must
 * then answer from the domain's rows as they are; an exception means "not now".
 */
public interface LaunchSteps {

  /**
   * The first job of an instance claims the launch.
   *
   * @return false if another instance or attempt holds it: the instance ends at once
   */
  boolean claim(UUID launchId, int attempt, long processInstanceKey);

  /** What comes next. */
  LaunchStand look(UUID launchId);

  /** What was decided about one approval. */
  ApprovalCheck recordApproval(UUID approvalId);

  /** Enrols the cohort whose turn it is: the pilot, or the next wave. Nobody enters otherwise. */
  void release(UUID launchId);

  /** Writes this week's readout. */
  void readout(UUID launchId);

  /** The instance has ended. Only the claiming instance's end counts. */
  void ended(UUID launchId, int attempt, long processInstanceKey);
}
