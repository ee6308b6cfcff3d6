package io.medley.campaign.rep.web;

import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.hcp.Fact;
import io.medley.campaign.hcp.Facts;
import io.medley.campaign.hcp.Hcp;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.journey.RepSuggestion;
import io.medley.campaign.journey.RepSuggestions;
import io.medley.campaign.rep.RepAnswer;
import io.medley.campaign.rep.RepLedger;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The ranked list, put together from the stores; reading one's own list counts as being shown. */
@Component
class SuggestionViews {

  private final RepSuggestions suggestions;
  private final RepLedger ledger;
  private final Campaigns campaigns;
  private final Hcps hcps;
  private final Facts facts;
  private final Clock clock;

  SuggestionViews(
      RepSuggestions suggestions,
      RepLedger ledger,
      Campaigns campaigns,
      Hcps hcps,
      Facts facts,
      Clock clock) {
    this.suggestions = suggestions;
    this.ledger = ledger;
    this.campaigns = campaigns;
    this.hcps = hcps;
    this.facts = facts;
    this.clock = clock;
  }

  /**
   * A suggestion in the list.
   *
   * @param who the HCP's name, or pseudonym
   * @param where specialty and tier
   * @param person whom it is for; null while nobody is
   * @param instead what the person said they would do instead; null if nothing
   * @param facts what "wrong data" can point at
   */
  record Row(
      RepSuggestion suggestion,
      String who,
      String where,
      String campaign,
      @Nullable String person,
      @Nullable String instead,
      List<NamedFact> facts) {}

  /** A fact that may be wrong. */
  record NamedFact(long id, String name, String value) {}

  /** An answer and whom it was about. */
  record Answered(RepAnswer answer, String who) {}

  /**
   * The list, best first.
   *
   * @param person whose; null = everybody's
   * @param own whether the person reads it: then it counts as shown
   */
  @Transactional
  List<Row> rows(@Nullable String person, boolean own, int limit) {
    Instant now = clock.instant();
    List<Row> rows =
        ledger.waiting(person, now, limit).stream()
            .flatMap(
                waiting ->
                    suggestions.find(waiting.suggestion()).stream()
                        .map(suggestion -> row(suggestion, waiting.person(), own, now)))
            .toList();
    if (own && person != null) {
      ledger.shown(rows.stream().map(row -> row.suggestion().id()).toList(), person, now);
    }
    return rows;
  }

  List<Answered> answered(String person, int limit) {
    return ledger.answersOf(person, limit).stream()
        .map(answer -> new Answered(answer, name(answer.hcp())))
        .toList();
  }

  String name(HcpId hcp) {
    return hcps.open(hcp)
        .map(Hcp::personal)
        .map(personal -> personal.firstName() + " " + personal.lastName())
        .or(() -> hcps.profile(hcp).map(profile -> profile.pseudonym()))
        .orElse("Unknown HCP");
  }

  private Row row(RepSuggestion suggestion, @Nullable String person, boolean own, Instant now) {
    HcpId hcp = new HcpId(suggestion.hcpId());
    return new Row(
        suggestion,
        name(hcp),
        hcps.profile(hcp)
            .map(profile -> profile.specialty() + ", tier " + profile.tier())
            .orElse(""),
        campaigns
            .find(new CampaignId(suggestion.campaignId()))
            .map(found -> found.plan().name())
            .orElse("Unknown campaign"),
        person,
        instead(suggestion.id()),
        own ? facts(hcp, now) : List.of());
  }

  private @Nullable String instead(UUID suggestion) {
    return ledger.answersTo(suggestion).reversed().stream()
        .filter(answer -> answer.kind() == RepAnswer.Kind.EDITED)
        .map(RepAnswer::words)
        .filter(words -> !words.isEmpty())
        .findFirst()
        .orElse(null);
  }

  private List<NamedFact> facts(HcpId hcp, Instant now) {
    return facts.of(hcp, now).stream()
        .filter(fact -> fact.id() > 0 && !fact.muted())
        .map((Fact fact) -> new NamedFact(fact.id(), fact.name(), fact.value()))
        .toList();
  }
}
