package io.medley.campaign.rep.web;

import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.hcp.Fact;
import io.medley.campaign.hcp.Facts;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.journey.RepSuggestion;
import io.medley.campaign.journey.RepSuggestions;
import io.medley.campaign.rep.RepAnswer;
import io.medley.campaign.rep.RepLedger;
import io.medley.campaign.touch.ApprovalState;
import io.medley.campaign.touch.ServableVersion;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The ranked list, put together from the stores; reading one's own list counts as being shown. Each
 * store is asked once a list, however long it is.
 */
@Component
class SuggestionViews {

  private static final String UNKNOWN = "Unknown HCP";

  private final RepSuggestions suggestions;
  private final RepLedger ledger;
  private final Campaigns campaigns;
  private final Hcps hcps;
  private final Facts facts;
  private final ApprovalState approvals;
  private final Clock clock;

  SuggestionViews(
      RepSuggestions suggestions,
      RepLedger ledger,
      Campaigns campaigns,
      Hcps hcps,
      Facts facts,
      ApprovalState approvals,
      Clock clock) {
    this.suggestions = suggestions;
    this.ledger = ledger;
    this.campaigns = campaigns;
    this.hcps = hcps;
    this.facts = facts;
    this.approvals = approvals;
    this.clock = clock;
  }

  /**
   * A suggestion in the list.
   *
   * @param who the HCP's name, or pseudonym
   * @param where specialty and tier
   * @param person whom it is for; null while nobody is
   * @param instead what the person said they would do instead; null if nothing
   * @param material the piece to use as it stands now; null for none
   * @param facts what "wrong data" can point at
   */
  record Row(
      RepSuggestion suggestion,
      String who,
      String where,
      String campaign,
      @Nullable String person,
      @Nullable String instead,
      @Nullable MaterialNow material,
      List<NamedFact> facts) {}

  /**
   * The piece a suggestion names.
   *
   * @param usable whether it may be sent or shown now
   * @param why why not; empty if it may
   * @param until end of its approval; null = open
   */
  record MaterialNow(
      UUID versionId,
      String title,
      String jobCode,
      boolean usable,
      String why,
      @Nullable Instant until) {}

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
    List<RepLedger.Waiting> waiting = ledger.waiting(person, now, limit);
    if (waiting.isEmpty()) {
      return List.of();
    }
    Map<UUID, RepSuggestion> made =
        suggestions.all(waiting.stream().map(RepLedger.Waiting::suggestion).toList()).stream()
            .collect(Collectors.toMap(RepSuggestion::id, Function.identity()));
    Set<HcpId> whom =
        made.values().stream()
            .map(suggestion -> new HcpId(suggestion.hcpId()))
            .collect(Collectors.toSet());
    Map<HcpId, String> names = names(whom);
    Map<HcpId, String> places =
        hcps.profiles(whom).stream()
            .collect(
                Collectors.toMap(
                    HcpProfile::id, profile -> profile.specialty() + ", tier " + profile.tier()));
    Map<UUID, String> plans = plans(made.values());
    Map<UUID, List<RepAnswer>> answers = ledger.answersTo(made.keySet());
    Map<HcpId, List<Fact>> known = own ? facts.recorded(whom) : Map.of();
    Map<UUID, ServableVersion> pieces =
        approvals.read(
            made.values().stream()
                .map(RepSuggestion::material)
                .filter(Objects::nonNull)
                .map(RepSuggestion.Material::versionId)
                .toList());
    List<Row> rows = new ArrayList<>();
    for (RepLedger.Waiting one : waiting) {
      RepSuggestion suggestion = made.get(one.suggestion());
      if (suggestion == null) {
        continue;
      }
      HcpId hcp = new HcpId(suggestion.hcpId());
      rows.add(
          new Row(
              suggestion,
              names.getOrDefault(hcp, UNKNOWN),
              places.getOrDefault(hcp, ""),
              plans.getOrDefault(suggestion.campaignId(), "Unknown campaign"),
              one.person(),
              instead(answers.getOrDefault(suggestion.id(), List.of())),
              material(suggestion.material(), pieces, now),
              named(known.getOrDefault(hcp, List.of()))));
    }
    if (own && person != null) {
      ledger.shown(rows.stream().map(row -> row.suggestion().id()).toList(), person, now);
    }
    return rows;
  }

  List<Answered> answered(String person, int limit) {
    List<RepAnswer> answers = ledger.answersOf(person, limit);
    Map<HcpId, String> names = names(answers.stream().map(RepAnswer::hcp).toList());
    return answers.stream()
        .map(answer -> new Answered(answer, names.getOrDefault(answer.hcp(), UNKNOWN)))
        .toList();
  }

  /** Names of these HCPs, or pseudonyms of those that cannot be named. */
  Map<HcpId, String> names(Collection<HcpId> whom) {
    if (whom.isEmpty()) {
      return Map.of();
    }
    Map<HcpId, String> names = new HashMap<>();
    hcps.profiles(whom).forEach(profile -> names.put(profile.id(), profile.pseudonym()));
    hcps.open(whom)
        .forEach(
            hcp ->
                names.put(
                    hcp.profile().id(),
                    hcp.personal().firstName() + " " + hcp.personal().lastName()));
    return names;
  }

  private Map<UUID, String> plans(Collection<RepSuggestion> made) {
    Set<CampaignId> ids =
        made.stream()
            .map(suggestion -> new CampaignId(suggestion.campaignId()))
            .collect(Collectors.toSet());
    return campaigns.all(ids).stream()
        .collect(
            Collectors.toMap(
                campaign -> campaign.id().value(), campaign -> campaign.plan().name()));
  }

  private static @Nullable MaterialNow material(
      RepSuggestion.@Nullable Material named, Map<UUID, ServableVersion> pieces, Instant now) {
    if (named == null) {
      return null;
    }
    ServableVersion piece = pieces.get(named.versionId());
    Optional<String> against =
        piece == null ? Optional.of("it is not known any more") : piece.against(now);
    return new MaterialNow(
        named.versionId(),
        named.title(),
        named.jobCode(),
        against.isEmpty(),
        against.orElse(""),
        piece == null ? named.validTo() : piece.validTo());
  }

  private static @Nullable String instead(List<RepAnswer> answers) {
    return answers.reversed().stream()
        .filter(answer -> answer.kind() == RepAnswer.Kind.EDITED)
        .map(RepAnswer::words)
        .filter(words -> !words.isEmpty())
        .findFirst()
        .orElse(null);
  }

  private static List<NamedFact> named(List<Fact> facts) {
    return facts.stream()
        .filter(fact -> !fact.muted())
        .map(fact -> new NamedFact(fact.id(), fact.name(), fact.value()))
        .toList();
  }
}
