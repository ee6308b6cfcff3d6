package io.medley.content.review;

import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionState;
import io.medley.content.lifecycle.ValidityPeriod;
import io.medley.content.market.MarketPacks;
import io.medley.content.signing.Verdict;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.workflows.mlrreview.HumanStep;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The conditions of an approval with changes: taken from the must-fix remarks of the lanes that
 * gave it, proven by the difference between the versions, verified one by one by the coordinator.
 */
@Component
class ConditionsKeeping implements DecisionRule {

  static final String SUBJECT = "conditions";
  private static final Actor SYSTEM = Actor.system("review");

  private final Reviews reviews;
  private final Conditions conditions;
  private final Remarks remarks;
  private final AssetVersions versions;
  private final ChangeMeasuring measuring;
  private final ConcernRules rules;
  private final MarketPacks packs;
  private final Authorities authorities;
  private final ReviewNotices notices;
  private final AuditTrail audit;
  private final Clock clock;

  ConditionsKeeping(
      Reviews reviews,
      Conditions conditions,
      Remarks remarks,
      AssetVersions versions,
      ChangeMeasuring measuring,
      ConcernRules rules,
      MarketPacks packs,
      Authorities authorities,
      ReviewNotices notices,
      AuditTrail audit,
      Clock clock) {
    this.reviews = reviews;
    this.conditions = conditions;
    this.remarks = remarks;
    this.versions = versions;
    this.measuring = measuring;
    this.rules = rules;
    this.packs = packs;
    this.authorities = authorities;
    this.notices = notices;
    this.audit = audit;
    this.clock = clock;
  }

  /** Hands the conditions to the agency; says when the time for them is over. */
  Instant open(Review review, List<ReviewLane> lanes) {
    Instant already = review.waitsUntil();
    if (review.state() != ReviewState.IN_REVIEW && already != null) {
      return already;
    }
    Instant now = clock.instant();
    Instant until =
        earlier(
            ServiceLevel.plusWorkingDays(
                now,
                packs.of(review.subject().market()).conditionsWorkingDays(),
                packs.of(review.subject().market())),
            ValidityPeriod.end(versions.require(review.subject().version()).metadata(), packs));
    wanted(review, lanes).forEach(conditions::add);
    reviews.move(review.id(), ReviewState.IN_REVIEW, ReviewState.CONDITIONS_OPEN, now);
    reviews.waitsUntil(review.id(), until);
    versions.transition(
        review.subject().version(),
        VersionState.IN_REVIEW,
        VersionState.CONDITIONS_OPEN,
        SYSTEM,
        "Approved once the marked changes are made");
    audit.append(
        new AuditEvent(
            "review",
            review.id().toString(),
            "conditions-opened",
            SYSTEM,
            Map.of(
                "conditions",
                conditions.ofReview(review.id()).stream()
                    .map(condition -> condition.remark().toString())
                    .toList(),
                "until",
                until.toString())));
    notices.conditions(review, conditions.ofReview(review.id()).size(), until);
    return until;
  }

  /** Nobody waits for the correction of a piece that may not be used any more. */
  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** What the lanes that approved with changes want, each at its words. */
  List<Condition> wanted(Review review, List<ReviewLane> lanes) {
    return remarks.ofVersion(review.subject().version()).stream()
        .filter(remark -> remark.mustFix() && remark.open())
        .filter(
            remark ->
                lanes.stream()
                    .anyMatch(
                        lane ->
                            lane.lane() == remark.lane()
                                && lane.verdict() == Verdict.APPROVE_WITH_CHANGES))
        .flatMap(
            remark ->
                remark.place().stream()
                    .map(
                        span ->
                            new Condition(
                                review.id(),
                                remark.id(),
                                remark.lane(),
                                remark.category(),
                                span.section(),
                                span.start(),
                                span.end(),
                                remark.words(),
                                remark.body(),
                                remark.printedName(),
                                Condition.State.OPEN,
                                "",
                                null,
                                null)))
        .toList();
  }

  /**
   * The review whose conditions this one answers, if its version changed nothing but them.
   *
   * @param review the review of the corrected version
   */
  Optional<Review> provenBy(Review review) {
    return Optional.ofNullable(review.previous())
        .flatMap(reviews::find)
        .filter(earlier -> earlier.state() == ReviewState.CORRECTED)
        .filter(earlier -> outside(earlier, review).isEmpty());
  }

  /** Every change of the corrected version that lies outside the conditions, in words. */
  List<String> outside(Review earlier, Review review) {
    VersionChanges changes = changes(earlier, review);
    List<TextChange.Span> spans =
        conditions.ofReview(earlier.id()).stream().map(Condition::span).toList();
    List<String> outside = new ArrayList<>();
    changes.text().stream()
        .filter(change -> !change.liesIn(spans))
        .forEach(
            change -> outside.add("“%s” became “%s”".formatted(change.removed(), change.added())));
    changes.metadata().stream()
        .filter(field -> !rules.derivedMetadata().contains(field))
        .sorted()
        .forEach(field -> outside.add("The tag " + field + " changed"));
    outside.addAll(changes.pictures());
    changes.links().forEach(link -> outside.add("A link changed: " + link));
    changes.fields().forEach(field -> outside.add("What it asks or tells changed: " + field));
    return outside;
  }

  VersionChanges changes(Review earlier, Review review) {
    return measuring.between(
        versions.require(earlier.subject().version()),
        versions.require(review.subject().version()));
  }

  @Override
  public HumanStep step() {
    return HumanStep.CONDITIONS;
  }

  @Override
  public Map<String, Object> checked(
      Review review, String subject, Map<String, Object> body, Actor person) {
    for (String market : review.subject().markets()) {
      authorities.require(person, Authority.COORDINATE, market);
    }
    if (person.id().equals(review.subject().author())
        || person.id().equals(review.subject().submitter())) {
      throw new ReviewRefusal.MayNotSign("Who made the changes never verifies them.");
    }
    Review earlier = provenBy(review).orElseThrow(ReviewRefusal.NotAsked::new);
    Map<String, Object> checked = new LinkedHashMap<>();
    checked.put("changes", changes(earlier, review).hash());
    for (Condition condition : conditions.ofReview(earlier.id())) {
      String key = condition.remark().toString();
      String state = String.valueOf(body.getOrDefault(key, ""));
      String note = String.valueOf(body.getOrDefault("note-" + key, "")).strip();
      if (!state.equals(Condition.State.MET.name())
          && !state.equals(Condition.State.NOT_MET.name())) {
        throw new ReviewRefusal.DecisionIncomplete(
            "Say of each condition whether it is met; “%s” is open.".formatted(condition.quote()));
      }
      if (state.equals(Condition.State.NOT_MET.name()) && note.isEmpty()) {
        throw new ReviewRefusal.DecisionIncomplete(
            "Say what is missing at “%s”.".formatted(condition.quote()));
      }
      checked.put(key, state);
      checked.put("note-" + key, note.length() > 1000 ? note.substring(0, 1000) : note);
    }
    return checked;
  }

  @Override
  public String meaning(Review review, String subject, Map<String, Object> body) {
    long met = body.values().stream().filter(Condition.State.MET.name()::equals).count();
    long open = body.values().stream().filter(Condition.State.NOT_MET.name()::equals).count();
    return open == 0
        ? "Verification: all %d conditions are met, and nothing else was changed.".formatted(met)
        : "Verification: %d conditions are met, %d are not.".formatted(met, open);
  }

  @Override
  public void decided(Review review, SignedDecision decision, Actor person) {
    Review earlier = provenBy(review).orElseThrow(ReviewRefusal.NotAsked::new);
    for (Condition condition : conditions.ofReview(earlier.id())) {
      UUID key = condition.remark();
      Condition.State state = Condition.State.valueOf(decision.text(key.toString()));
      String note = decision.text("note-" + key);
      conditions.decide(earlier.id(), key, state, note, person.id(), decision.signedAt());
      if (state == Condition.State.MET) {
        remarks.verified(key, note, person);
      }
    }
  }
}
