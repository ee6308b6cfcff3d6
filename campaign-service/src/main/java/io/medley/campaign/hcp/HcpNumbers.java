package io.medley.campaign.hcp;

import java.util.List;

/** Who can be reached by which number, by keyed digests: no number stands in the clear. */
public interface HcpNumbers {

  /** Whether a number of the HCP is known. */
  boolean has(HcpId hcp);

  /**
   * HCPs of a number; colleagues may share one.
   *
   * @param number in the form of E.164
   */
  List<HcpId> holders(String number);
}
