package io.medley.campaign.rep;

import io.medley.campaign.dryrun.RepRoom;
import io.medley.campaign.hcp.Belief;
import io.medley.campaign.hcp.Facts;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.Territories;
import io.medley.campaign.hcp.Territory;
import io.medley.campaign.journey.SuggestionCondition;
import io.medley.campaign.touch.RestPeriods;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * When nobody is bothered: nobody looks after the HCP, the HCP rests, nobody gets in to see them,
 * or the person's day is full.
 */
@Component
class SuggestionCapacity implements SuggestionCondition, RepRoom {

  /** What a day is, rolling: no midnight lets twice as many through. */
  static final Duration DAY = Duration.ofDays(1);

  private static final Set<String> IN_PERSON = Set.of("CALL", "ASK_CONSENT");

  private final RepLedger ledger;
  private final Territories territories;
  private final Facts facts;
  private final RestPeriods rests;
  private final RepSettings settings;

  SuggestionCapacity(
      RepLedger ledger,
      Territories territories,
      Facts facts,
      RestPeriods rests,
      RepSettings settings) {
    this.ledger = ledger;
    this.territories = territories;
    this.facts = facts;
    this.rests = rests;
    this.settings = settings;
  }

  @Override
  public Optional<String> against(HcpProfile hcp, UUID campaignId, String action, Instant now) {
    Optional<String> person =
        territories.of(hcp.id()).map((Territory territory) -> territory.doerOf(action));
    if (person.isEmpty()) {
      return Optional.of("NO_REPRESENTATIVE");
    }
    if (rests.of(hcp.id(), now).isPresent()) {
      return Optional.of("HCP_RESTS");
    }
    if (IN_PERSON.contains(action) && accessClosed(hcp, now)) {
      return Optional.of("ACCESS_CLOSED");
    }
    int room = ledger.capacity(person.get()).orElse(settings.perDay());
    return ledger.lockedSuggestedSince(person.get(), now.minus(DAY)) >= room
        ? Optional.of("NO_CAPACITY")
        : Optional.empty();
  }

  @Override
  public Asked of(HcpProfile hcp, String action, Instant now) {
    Optional<String> person =
        territories.of(hcp.id()).map((Territory territory) -> territory.doerOf(action));
    Optional<String> against =
        person.isEmpty()
            ? Optional.of("NO_REPRESENTATIVE")
            : rests.of(hcp.id(), now).isPresent()
                ? Optional.of("HCP_RESTS")
                : IN_PERSON.contains(action) && accessClosed(hcp, now)
                    ? Optional.of("ACCESS_CLOSED")
                    : Optional.empty();
    String who = person.orElse("");
    return new Asked(
        who,
        against,
        person.flatMap(ledger::capacity).orElse(settings.perDay()),
        who.isEmpty() ? 0 : ledger.suggestedSince(who, now.minus(DAY)));
  }

  private boolean accessClosed(HcpProfile hcp, Instant now) {
    return Belief.of(facts.of(hcp.id(), now), Set.of(), now).stream()
        .anyMatch(
            belief ->
                belief.name().equals(Answering.ACCESS)
                    && Answering.CLOSED.equalsIgnoreCase(belief.value()));
  }
}
