package io.medley.campaign.hcp;

import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Whose HCPs a person sees. Who campaigns or administers anywhere sees all of them; a
 * representative, medical liaison or account manager sees those of their own territories.
 */
@Service
public class OwnHcps {

  private final Territories territories;
  private final Authorities authorities;

  OwnHcps(Territories territories, Authorities authorities) {
    this.territories = territories;
    this.authorities = authorities;
  }

  /** The person only whose own HCPs may be shown; empty = all may. */
  public Optional<String> only(Actor actor) {
    boolean everybody =
        !authorities.markets(actor.id(), Authority.CAMPAIGN).isEmpty()
            || !authorities.markets(actor.id(), Authority.ADMINISTER).isEmpty();
    return everybody ? Optional.empty() : Optional.of(actor.id());
  }

  /**
   * Returns normally if the actor may see the HCP.
   *
   * @throws HcpUnknown otherwise: whether there is such an HCP is not told either
   */
  public void require(Actor actor, HcpId hcp) {
    if (only(actor)
        .filter(person -> territories.of(hcp).filter(own -> own.belongsTo(person)).isEmpty())
        .isPresent()) {
      throw new HcpUnknown(hcp);
    }
  }
}
