package io.medley.campaign.hcp;

import java.util.UUID;

/** Identifies one HCP inside this service. It is not shown to people or audited; see pseudonym. */
public record HcpId(UUID value) {

  /** A new id. */
  public static HcpId random() {
    return new HcpId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
