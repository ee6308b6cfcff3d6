package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpId;
import java.util.List;
import java.util.UUID;

/** Touches that wait for room or time. Writes run under the HCP's row lock. */
public interface WaitingTouches {

  /**
   * Touches of an HCP that wait.
   *
   * @param shadow true for those of the holdout as well
   */
  List<WaitingTouch> of(HcpId hcp, boolean shadow);

  /** Waits, or waits on until another instant; since when stays. */
  void wait(HcpId hcp, WaitingTouch touch, boolean ghost);

  /** How many wait, everybody's together. */
  long count();

  /** Waits no more. */
  void over(SendKey key);

  /** No touch of this enrolment waits any more. */
  void over(UUID enrolmentId);
}
