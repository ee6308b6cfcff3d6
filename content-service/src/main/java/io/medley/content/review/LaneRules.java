package io.medley.content.review;

import io.medley.content.market.MarketPacks;
import io.medley.content.signing.Lane;
import io.medley.content.signing.LaneSignature;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Delegations;
import io.medley.platform.security.Training;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * Who may sign a lane, by their own authority or for somebody who delegated theirs. Asked when
 * signing and again when the verdict is recorded, because a grant may have ended in between.
 */
@Component
public class LaneRules {

  private final Authorities authorities;
  private final Delegations delegations;
  private final Training training;
  private final MarketPacks packs;

  LaneRules(
      Authorities authorities, Delegations delegations, Training training, MarketPacks packs) {
    this.authorities = authorities;
    this.delegations = delegations;
    this.training = training;
    this.packs = packs;
  }

  /**
   * Whom this person would sign the lane for: nobody while they hold the authority themselves, else
   * the first person who holds it in every market of the piece, delegated it to them for that
   * instant and is not the piece's author.
   */
  public Optional<String> represents(
      String personId, Review.Subject subject, Lane lane, Instant at) {
    boolean own =
        subject.markets().stream()
            .allMatch(market -> authorities.has(personId, lane.authority(), market));
    if (own || subject.markets().isEmpty()) {
      return Optional.empty();
    }
    return delegations
        .actingFor(personId, lane.authority(), subject.markets().getFirst(), at)
        .stream()
        .map(Delegations.Delegation::person)
        .filter(person -> !person.equals(subject.author()) && !person.equals(subject.submitter()))
        .filter(
            person ->
                subject.markets().stream()
                    .allMatch(
                        market ->
                            delegations.actingFor(personId, lane.authority(), market, at).stream()
                                .anyMatch(delegation -> delegation.person().equals(person))))
        .findFirst();
  }

  /**
   * Why this person may not sign, in one sentence; empty if they may.
   *
   * @param others signatures of this review that count; the lane's own are ignored
   * @param at when they sign or signed: delegation and training must hold then (21 CFR 11.10(g),
   *     (i))
   */
  public Optional<String> against(
      String personId,
      Review.Subject subject,
      Lane lane,
      Collection<LaneSignature> others,
      Instant at) {
    boolean represents = represents(personId, subject, lane, at).isPresent();
    Map<Lane, String> signers = new EnumMap<>(Lane.class);
    others.forEach(
        signature ->
            signers.put(signature.statement().subject().lane(), signature.statement().personId()));
    return against(
            personId,
            subject,
            lane,
            signers,
            market -> represents || authorities.has(personId, lane.authority(), market),
            packs)
        .or(() -> untrained(personId, lane, at));
  }

  private Optional<String> untrained(String personId, Lane lane, Instant at) {
    return training.gaps(personId, lane.authority(), at).stream()
        .findFirst()
        .map(
            gap ->
                gap.expiredOn() == null
                    ? "%s has no record of the training %s, which the %s lane needs; take it, then have it recorded."
                        .formatted(personId, gap.course(), lane.title())
                    : "The training %s of %s expired on %s; take it again before signing the %s lane."
                        .formatted(gap.course(), personId, gap.expiredOn(), lane.title()));
  }

  /**
   * The rule itself.
   *
   * @param signers who signed which lane
   * @param holds whether the person holds the lane's authority in a market
   * @param packs which lanes a market lets one person sign together
   */
  static Optional<String> against(
      String personId,
      Review.Subject subject,
      Lane lane,
      Map<Lane, String> signers,
      Predicate<String> holds,
      MarketPacks packs) {
    if (personId.equals(subject.author()) || personId.equals(subject.submitter())) {
      return Optional.of(
          "The author of a version never approves it; another reviewer has to sign this lane.");
    }
    for (String market : subject.markets()) {
      if (!holds.test(market)) {
        return Optional.of(
            "%s does not hold the %s authority for %s; an administrator can grant it."
                .formatted(personId, lane.title().toLowerCase(Locale.ROOT), market));
      }
    }
    return signers.entrySet().stream()
        .filter(signed -> signed.getValue().equals(personId))
        .map(Map.Entry::getKey)
        .filter(signed -> packs.separate(subject.markets(), lane, signed))
        .sorted()
        .findFirst()
        .map(
            signed ->
                "%s signed the %s lane; this market wants another person in the %s lane."
                    .formatted(personId, signed.title(), lane.title()));
  }
}
