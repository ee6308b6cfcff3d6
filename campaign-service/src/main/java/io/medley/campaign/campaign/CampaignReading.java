package io.medley.campaign.campaign;

import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.AuthorityMissing;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/**
 * Who may look at campaigns and HCPs at all: those who campaign, represent or administer somewhere.
 */
@Service
public class CampaignReading {

  private final Authorities authorities;

  CampaignReading(Authorities authorities) {
    this.authorities = authorities;
  }

  /**
   * Returns normally if the actor may look.
   *
   * @throws AuthorityMissing otherwise
   */
  public void require(Actor actor) {
    requireAny(actor, Stream.of(Authority.CAMPAIGN, Authority.ACT_AS_REP, Authority.ADMINISTER));
  }

  /** True if the actor may look, as {@link #require} decides it. */
  public boolean mayRead(Actor actor) {
    return Stream.of(Authority.CAMPAIGN, Authority.ACT_AS_REP, Authority.ADMINISTER)
        .anyMatch(authority -> !authorities.markets(actor.id(), authority).isEmpty());
  }

  /**
   * Returns normally if the actor may see plans and counts, on pages that show no HCP: also those
   * who approve launches, and drug safety.
   *
   * @throws AuthorityMissing otherwise
   */
  public void requireOverview(Actor actor) {
    requireAny(
        actor,
        Stream.of(
            Authority.CAMPAIGN,
            Authority.ACT_AS_REP,
            Authority.ADMINISTER,
            Authority.LEAD_BRAND,
            Authority.LEAD_FIELD,
            Authority.LANE_MEDICAL,
            Authority.LANE_PHARMACOVIGILANCE,
            Authority.PRIVACY));
  }

  private void requireAny(Actor actor, Stream<Authority> any) {
    if (any.allMatch(authority -> authorities.markets(actor.id(), authority).isEmpty())) {
      throw new AuthorityMissing(actor.id(), Authority.CAMPAIGN, Authorities.EVERY_MARKET);
    }
  }

  /** True if the actor may create and launch campaigns in the market. */
  public boolean mayCampaign(Actor actor, String market) {
    return authorities.has(actor.id(), Authority.CAMPAIGN, market);
  }

  /** True if the actor may change and launch this campaign: in every market it runs in. */
  public boolean mayCampaign(Actor actor, Campaign campaign) {
    return campaign.plan().countries().stream().allMatch(country -> mayCampaign(actor, country));
  }

  /** True if the actor looks after campaigns as a whole; a representative answers suggestions. */
  public boolean mayOversee(Actor actor) {
    return mayCampaignAnywhere(actor)
        || !authorities.markets(actor.id(), Authority.ADMINISTER).isEmpty();
  }

  /** True if the actor may create and launch campaigns in any market. */
  public boolean mayCampaignAnywhere(Actor actor) {
    return !authorities.markets(actor.id(), Authority.CAMPAIGN).isEmpty();
  }
}
