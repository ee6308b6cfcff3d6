package io.medley.campaign.hcp;

import io.medley.campaign.consent.Consents;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Service;

/** Puts together what is known of an HCP; facts beyond the HCP's agreement are shown unused. */
@Service
public class HcpPortraits {

  private final Hcps hcps;
  private final Territories territories;
  private final Facts facts;
  private final Consents consents;
  private final Clock clock;

  HcpPortraits(Hcps hcps, Territories territories, Facts facts, Consents consents, Clock clock) {
    this.hcps = hcps;
    this.territories = territories;
    this.facts = facts;
    this.consents = consents;
    this.clock = clock;
  }

  /** The portrait as of now. */
  public HcpPortrait of(HcpId hcp) {
    Instant now = clock.instant();
    return new HcpPortrait(
        hcps.surroundings(hcp),
        territories.of(hcp).orElse(null),
        Belief.of(facts.of(hcp, now), consents.purposes(hcp, Consents.DATA, now), now));
  }
}
