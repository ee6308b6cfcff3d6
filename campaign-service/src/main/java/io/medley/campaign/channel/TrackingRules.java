package io.medley.campaign.channel;

import io.medley.campaign.consent.ConsentEntry;
import io.medley.campaign.consent.ConsentStatus;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.HcpProfile;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * What may be seen of one HCP: what their market allows, and where it asks for consent, what they
 * agreed to. Asked when a message is made, and again when something is seen.
 */
@Component
public class TrackingRules {

  /** Purpose, under {@link Consents#DATA}, of agreeing that reading is seen and used. */
  public static final String PURPOSE = "PROFILING";

  private final MarketDemands demands;
  private final Consents consents;

  TrackingRules(MarketDemands demands, Consents consents) {
    this.demands = demands;
    this.consents = consents;
  }

  /** What may be seen of the HCP at the instant. */
  public Tracked allowed(HcpProfile hcp, Instant now) {
    if (hcp.erased()) {
      return Tracked.NOTHING;
    }
    MarketDemands.Demand demand = demands.of(hcp.country());
    boolean asks =
        demand.opens() == MarketDemands.Seeing.WITH_CONSENT
            || demand.clicks() == MarketDemands.Seeing.WITH_CONSENT;
    boolean agreed =
        asks
            && consents
                .asOf(hcp.id(), Consents.DATA, PURPOSE, now)
                .map(ConsentEntry::status)
                .filter(ConsentStatus.GRANTED::equals)
                .isPresent();
    return new Tracked(allowed(demand.opens(), agreed), allowed(demand.clicks(), agreed));
  }

  private static boolean allowed(MarketDemands.Seeing seeing, boolean agreed) {
    return switch (seeing) {
      case NEVER -> false;
      case WITH_CONSENT -> agreed;
      case ALWAYS -> true;
    };
  }
}
