package io.medley.campaign.dryrun;

import io.medley.campaign.hcp.HcpProfile;
import java.time.Instant;
import java.util.Optional;

/** Who would be asked to do something with an HCP, and how much room they have. */
public interface RepRoom {

  /**
   * Who.
   *
   * @param person person id; empty if nobody can be asked
   * @param against coded reason why nobody is asked, whatever room there is; empty if somebody is
   * @param perDay new suggestions the person gets in 24 hours at most
   * @param already suggestions the person got in the 24 hours before the instant
   */
  record Asked(String person, Optional<String> against, int perDay, long already) {}

  /** Who would be asked, as things stand at the instant; answered once per HCP and action. */
  Asked of(HcpProfile hcp, String action, Instant now);
}
