package io.medley.content.review;

import io.medley.content.signing.Lane;
import io.medley.content.signing.LaneSignature;
import io.medley.platform.security.Authorities;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * Who may sign a lane. Asked when signing and again when the verdict is recorded, because a grant
 * may have ended in between.
 */
@Component
public class LaneRules {

  private final Authorities authorities;

  LaneRules(Authorities authorities) {
    this.authorities = authorities;
  }

  /**
   * Why this person may not sign, in one sentence; empty if they may.
   *
   * @param others signatures of this review that count; the lane's own are ignored
   */
  public Optional<String> against(
      String personId, Review.Subject subject, Lane lane, Collection<LaneSignature> others) {
    Map<Lane, String> signers = new EnumMap<>(Lane.class);
    others.forEach(
        signature ->
            signers.put(signature.statement().subject().lane(), signature.statement().personId()));
    return against(
        personId,
        subject,
        lane,
        signers,
        market -> authorities.has(personId, lane.authority(), market));
  }

  /**
   * The rule itself.
   *
   * @param signers who signed which lane
   * @param holds whether the person holds the lane's authority in a market
   */
  static Optional<String> against(
      String personId,
      Review.Subject subject,
      Lane lane,
      Map<Lane, String> signers,
      Predicate<String> holds) {
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
        .filter(signed -> SeparationOfLanes.separate(subject.markets(), lane, signed))
        .sorted()
        .findFirst()
        .map(
            signed ->
                "%s signed the %s lane; this market wants another person in the %s lane."
                    .formatted(personId, signed.title(), lane.title()));
  }
}
