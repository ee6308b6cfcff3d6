package io.medley.campaign.recall;

import io.medley.campaign.campaign.NeedsMe;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Recalled versions nobody has set right yet, for whoever may write to their recipients. */
@Component
class RecallNeedingMe implements NeedsMe {

  private static final int SHOWN = 20;

  private final Recalled.Versions versions;
  private final Authorities authorities;

  RecallNeedingMe(Recalled.Versions versions, Authorities authorities) {
    this.versions = versions;
    this.authorities = authorities;
  }

  @Override
  public List<Need> of(Actor actor) {
    Set<String> markets = authorities.markets(actor.id(), Authority.CAMPAIGN);
    if (markets.isEmpty()) {
      return List.of();
    }
    return versions.withdrawnLately(SHOWN).stream()
        .filter(
            recalled ->
                recalled.markets().stream()
                    .anyMatch(market -> authorities.has(actor.id(), Authority.CAMPAIGN, market)))
        .map(
            recalled ->
                new Need(
                    1,
                    "needs",
                    "Withdrawn",
                    "Set “%s” right with %d HCP%s"
                        .formatted(
                            recalled.title(), recalled.hcps(), recalled.hcps() == 1 ? "" : "s"),
                    "%s was withdrawn after they received it.".formatted(recalled.jobCode()),
                    "/exposure/" + recalled.versionId(),
                    "See who"))
        .toList();
  }
}
