package io.medley.campaign.journey;

import io.medley.campaign.hcp.HcpType;

/** Which audience of content an HCP belongs to. */
final class Audiences {

  private Audiences() {}

  /**
   * The audience, as approved pieces declare it; who is of a type nobody knows counts as
   * prescribing.
   *
   * @param type the HCP's type as imported
   */
  static String of(String type) {
    return HcpType.parse(type).orElse(HcpType.UNKNOWN).prescribes() ? "HCP" : "OTHER_HCP";
  }
}
