package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpId;
import io.medley.platform.security.Actor;
import java.util.List;

/** Contacts that did not leave through the gate and count all the same: calls, visits, stands. */
public interface ContactHistory {

  /**
   * Adds a contact with its audit entry, in the caller's transaction or its own, under the HCP's
   * row lock. Once it committed, no touch is handed over that it would bring above a cap.
   *
   * @return false if a contact of this source key was added before; then nothing changes
   * @throws io.medley.campaign.hcp.HcpUnknown if there is no such HCP
   */
  boolean add(RecordedContact contact, Actor actor);

  /** What was recorded of an HCP, newest first. */
  List<Recorded> of(HcpId hcp);

  /**
   * A contact as it counts.
   *
   * @param weight contact points
   * @param actor who wrote it down
   */
  record Recorded(RecordedContact contact, int weight, String actor) {}
}
