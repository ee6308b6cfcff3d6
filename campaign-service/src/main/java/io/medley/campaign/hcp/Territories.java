package io.medley.campaign.hcp;

import io.medley.platform.security.Actor;
import java.util.List;
import java.util.Optional;

/** All territories. */
public interface Territories {

  /** Creates or replaces, audited, in a transaction of its own or the caller's. */
  void put(Territory territory, Actor by);

  /** The territory of this code. */
  Optional<Territory> find(String code);

  /** The territory the HCP belongs to; empty if none was named. */
  Optional<Territory> of(HcpId hcp);

  /** Every territory by code, with how many HCPs belong to it. */
  List<Line> all();

  /** A territory and its size. */
  record Line(Territory territory, long hcps) {}
}
