package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpProfile;
import java.time.Instant;
import java.util.Optional;

/** Chooses the approved piece a representative is to use. */
@FunctionalInterface
public interface Materials {

  /**
   * The piece, by the same rules a message's is chosen by. Asks content-service: never in a
   * transaction.
   *
   * @param command what is asked for, through the channel of the material
   * @return empty if nothing that is approved and in date fits
   */
  Optional<ServableVersion> choose(TouchCommand command, HcpProfile hcp, Instant now);
}
