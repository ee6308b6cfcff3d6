package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpId;
import io.medley.platform.security.Actor;
import java.time.Instant;
import java.util.Optional;

/**
 * Times in which an HCP wants to be left alone: nothing that promotes is sent. What the HCP asked
 * for, what safety demands and what belongs to an arrangement still goes.
 */
public interface RestPeriods {

  /** Until when the HCP rests; empty if not. */
  Optional<Instant> of(HcpId hcp, Instant now);

  /**
   * Starts a rest period, or prolongs it; a longer one stays. With its audit entry, under the HCP's
   * row lock: once it committed, nothing that promotes is handed over.
   */
  void start(HcpId hcp, Instant until, Actor by);

  /**
   * Ends the rest period, because the HCP says so.
   *
   * @return false if there was none
   */
  boolean end(HcpId hcp, String why, Actor by);
}
