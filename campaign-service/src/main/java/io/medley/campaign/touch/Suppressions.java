package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpId;
import io.medley.platform.security.Actor;
import java.util.Optional;

/** Addresses nothing is sent to any more, whatever was agreed. */
public interface Suppressions {

  /** Why an address is not used. */
  enum Why {
    /** Its server says that it does not exist or takes nothing. */
    BOUNCED,
    /** Its owner called a message spam. */
    COMPLAINED
  }

  /** Why the HCP's address of the channel is not used; empty if it is. */
  Optional<Why> of(HcpId hcp, String channel);

  /**
   * Suppresses the address with its audit entry, under the HCP's row lock: once it committed,
   * nothing is handed over to it. The first reason stays.
   *
   * @param detail what the server said; no personal values
   */
  void suppress(HcpId hcp, String channel, Why why, String detail, Actor actor);

  /** Uses the address again, e.g. because it was corrected. */
  void release(HcpId hcp, String channel, String why, Actor actor);
}
