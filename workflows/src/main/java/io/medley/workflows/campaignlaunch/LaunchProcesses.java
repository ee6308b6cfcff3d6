package io.medley.workflows.campaignlaunch;

import java.util.UUID;

/**
 * What the domain asks of the {@code campaign-launch} process. Every call writes an outbox row in
 * the caller's transaction.
 */
public interface LaunchProcesses {

  /** Starts it; repeating it changes nothing. */
  void start(UUID launchId, int attempt);

  /**
   * Tells that something happened to the launch: the process looks again with {@link LaunchSteps}.
   * It says nothing of what happened, so that a late or repeated telling is harmless.
   */
  void changed(UUID launchId);

  /** Tells that an approval was given or refused on its page, or is not wanted any more. */
  void approvalDecided(UUID approvalId);
}
