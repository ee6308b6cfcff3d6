package io.medley.campaign.hcp;

import java.util.List;

/** Acts when HCPs die, retire, return or move, in the transaction that records it. */
@FunctionalInterface
public interface HcpChangeListener {

  /** These changed just now; their rows are locked. */
  void changed(List<HcpChange> changes);
}
