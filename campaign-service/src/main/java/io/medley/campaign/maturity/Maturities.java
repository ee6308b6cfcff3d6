package io.medley.campaign.maturity;

import java.time.Instant;
import java.util.List;

/** What is observed of every market and brand. Reads only. */
public interface Maturities {

  /** By market, then brand; one that shows nothing is absent. */
  List<Maturity.Observed> observed(Instant since);
}
