package io.medley.campaign.consent;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.HcpUnknown;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.hcp.OwnHcps;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What people of the house record on the HCP's behalf, with evidence. */
@Service
public class ConsentKeeping {

  private final Consents consents;
  private final ConsentAsking asking;
  private final Hcps hcps;
  private final OwnHcps own;
  private final Authorities authorities;
  private final Clock clock;

  ConsentKeeping(
      Consents consents,
      ConsentAsking asking,
      Hcps hcps,
      OwnHcps own,
      Authorities authorities,
      Clock clock) {
    this.consents = consents;
    this.asking = asking;
    this.hcps = hcps;
    this.own = own;
    this.authorities = authorities;
    this.clock = clock;
  }

  /**
   * Records a consent given or withdrawn on paper, by telephone or in person.
   *
   * @param granted false = withdrawn
   * @param expiresAt until when it counts; null = until withdrawn; ignored for a withdrawal
   * @throws ConsentRefusal.EvidenceMissing without evidence
   */
  public ConsentEntry record(
      HcpId hcp,
      String channel,
      String purpose,
      boolean granted,
      String evidence,
      @Nullable Instant expiresAt,
      Actor by) {
    require(hcp, by);
    if (evidence.isBlank()) {
      throw new ConsentRefusal.EvidenceMissing();
    }
    return consents.record(
        new Consents.Draft(
            hcp,
            channel,
            purpose,
            granted ? ConsentStatus.GRANTED : ConsentStatus.WITHDRAWN,
            clock.instant(),
            ConsentSource.OPERATOR,
            evidence.strip(),
            granted ? expiresAt : null,
            null),
        by);
  }

  /** Asks by mail; see {@link ConsentAsking#ask}. */
  public ConsentRequest ask(HcpId hcp, String channel, String purpose, Actor by) {
    require(hcp, by);
    return asking.ask(hcp, channel, purpose, ConsentSource.OPERATOR, by);
  }

  /** Marketers of the HCP's country, and the representative who looks after the HCP. */
  private void require(HcpId hcp, Actor by) {
    HcpProfile profile =
        hcps.profile(hcp).filter(known -> !known.erased()).orElseThrow(() -> new HcpUnknown(hcp));
    if (!authorities.has(by.id(), Authority.CAMPAIGN, profile.country())) {
      own.require(by, hcp);
      authorities.require(by, Authority.ACT_AS_REP, profile.country());
    }
  }
}
