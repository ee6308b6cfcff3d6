package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpId;
import io.medley.platform.security.Actor;

/** The practices of HCPs, as far as the gate needs them. */
public interface Practices {

  /** The HCP's practice; {@link Practice#UNKNOWN} if nothing is known. */
  Practice of(HcpId hcp);

  /** Stores what is known now, with its audit entry, under the HCP's row lock. */
  void put(HcpId hcp, Practice practice, Actor actor);
}
