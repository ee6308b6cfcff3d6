package io.medley.content.review;

import io.medley.content.market.MarketPack;
import io.medley.content.signing.Lane;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.workflows.mlrreview.ReviewProcesses;
import io.medley.workflows.mlrreview.TierDecision;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people may do to a review from outside its lanes: deepen it, stop it, object, name its
 * cause.
 */
@Service
public class Coordinating {

  private static final int LONGEST = 2000;

  private final Reviews reviews;
  private final Conditions conditions;
  private final LaneEvidence evidence;
  private final Authorities authorities;
  private final ReviewProcesses processes;
  private final AuditTrail audit;
  private final Clock clock;

  Coordinating(
      Reviews reviews,
      Conditions conditions,
      LaneEvidence evidence,
      Authorities authorities,
      ReviewProcesses processes,
      AuditTrail audit,
      Clock clock) {
    this.reviews = reviews;
    this.conditions = conditions;
    this.evidence = evidence;
    this.authorities = authorities;
    this.processes = processes;
    this.audit = audit;
    this.clock = clock;
  }

  /** Whether this person may stop rounds and name causes here. */
  public boolean coordinates(Review review, Actor person) {
    return review.subject().markets().stream()
        .allMatch(market -> authorities.has(person.id(), Authority.COORDINATE, market));
  }

  /** Whether this person may raise the tier: coordinators and reviewers of its markets. */
  public boolean mayRaise(Review review, Actor person) {
    return coordinates(review, person)
        || List.of(Lane.values()).stream()
            .anyMatch(
                lane ->
                    review.subject().markets().stream()
                        .allMatch(
                            market -> authorities.has(person.id(), lane.authority(), market)));
  }

  /**
   * Raises the tier. Once lanes are planned it starts a new round: what was signed before does not
   * count for it.
   *
   * @throws ReviewRefusal.TierNotDeeper if the wish is not deeper than the tier that holds
   */
  @Transactional
  public void raise(ReviewId id, String tier, String reason, Actor person) {
    Review review = locked(id);
    if (!mayRaise(review, person)) {
      throw new ReviewRefusal.MayNotSign(
          "Only reviewers and coordinators of its markets may raise the tier of a review.");
    }
    String words = words(reason, "Say why the review has to be deeper.");
    String now =
        Objects.requireNonNullElse(
            review.tier(), Objects.requireNonNullElse(review.raisedTo(), ""));
    List<String> order = TierDecision.DEEPEST_LAST;
    if (!order.contains(tier) || order.indexOf(tier) <= order.indexOf(now)) {
      throw new ReviewRefusal.TierNotDeeper(now.isEmpty() ? "none yet" : now, tier);
    }
    if (!review.state().open() || review.stopReason() != null) {
      throw new ReviewRefusal.LanesOver();
    }
    List<ReviewLane> lanes = reviews.lanes(id);
    if (!lanes.isEmpty()
        && lanes.stream().allMatch(lane -> lane.state() == ReviewLane.State.CLOSED)) {
      throw new ReviewRefusal.LanesOver();
    }
    reviews.raise(id, tier, words, person.printedName(), clock.instant());
    lanes.forEach(
        lane ->
            reviews.nextRound(
                id, lane.lane(), "The tier was raised to %s: %s".formatted(tier, words)));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("from", now);
    facts.put("to", tier);
    facts.put("reason", words);
    facts.put("newRound", !lanes.isEmpty());
    audit.append(new AuditEvent("review", id.toString(), "tier-raised", person, facts));
    if (!lanes.isEmpty()) {
      processes.stopRound(id.value(), UUID.randomUUID());
    }
  }

  /** The lanes somebody may still call to a review. */
  public List<Lane> callable(Review review, Actor person) {
    List<ReviewLane> lanes = reviews.lanes(review.id());
    if (review.tier() == null
        || !running(review, lanes)
        || !mayRaise(review, person)
        || review.stopReason() != null) {
      return List.of();
    }
    return MarketPack.CALLED.stream()
        .filter(lane -> lanes.stream().noneMatch(row -> row.lane() == lane))
        .toList();
  }

  private static boolean running(Review review, List<ReviewLane> lanes) {
    return review.state() == ReviewState.IN_REVIEW
        && lanes.stream().anyMatch(lane -> lane.state() != ReviewLane.State.CLOSED);
  }

  /**
   * Calls a lane that would not look by itself. Verdicts that are recorded stay, and so does what
   * is signed; open tasks come anew.
   *
   * @throws ReviewRefusal.LanesOver if every lane has decided
   */
  @Transactional
  public void call(ReviewId id, Lane lane, String reason, Actor person) {
    Review review = locked(id);
    if (!mayRaise(review, person)) {
      throw new ReviewRefusal.MayNotSign(
          "Only reviewers and coordinators of its markets may call a lane to a review.");
    }
    String words = words(reason, "Say why the lane has to look.");
    List<ReviewLane> lanes = reviews.lanes(id);
    if (!running(review, lanes) || review.stopReason() != null) {
      throw new ReviewRefusal.LanesOver();
    }
    if (!callable(review, person).contains(lane)) {
      throw new ReviewRefusal.DecisionIncomplete(
          "The %s lane looks already, or is not one that is called; choose another."
              .formatted(lane.title()));
    }
    reviews.call(id, new CalledLane(lane, words, person.printedName()), clock.instant());
    reviews.replanOpen(id);
    audit.append(
        new AuditEvent(
            "review",
            id.toString(),
            "lane-called",
            person,
            Map.of("lane", lane.name(), "reason", words)));
    processes.stopRound(id.value(), UUID.randomUUID());
  }

  /** Stops the lanes; the piece goes back with what they wrote so far. */
  @Transactional
  public void stop(ReviewId id, String reason, Actor person) {
    Review review = locked(id);
    requireCoordinator(review, person);
    String words = words(reason, "Say why the round is stopped.");
    boolean running =
        review.state() == ReviewState.IN_REVIEW
            && review.stopReason() == null
            && reviews.lanes(id).stream().anyMatch(lane -> lane.state() == ReviewLane.State.OPEN);
    if (!running) {
      throw new ReviewRefusal.LanesOver();
    }
    reviews.stop(id, words, person.printedName(), clock.instant());
    audit.append(
        new AuditEvent("review", id.toString(), "round-stopped", person, Map.of("reason", words)));
    processes.stopRound(id.value(), UUID.randomUUID());
  }

  /** A signer does not let a verdict stand that was carried to the corrected version. */
  @Transactional
  public void object(ReviewId id, Lane lane, String reason, Actor person) {
    Review review = locked(id);
    String words = words(reason, "Say what you object to.");
    ReviewLane row =
        reviews.lane(id, lane).orElseThrow(() -> new ReviewRefusal.LaneUnknown(lane.name()));
    boolean carried = row.carryId() != null && review.state() == ReviewState.IN_REVIEW;
    boolean signer =
        evidence
            .of(review, row)
            .filter(rests -> rests.signature().statement().personId().equals(person.id()))
            .isPresent();
    if (!carried) {
      throw new ReviewRefusal.NotAsked();
    }
    if (!signer) {
      throw new ReviewRefusal.MayNotSign(
          "Only who signed the %s lane may object to its verdict being carried over."
              .formatted(lane.title()));
    }
    Conditions.Objection objection =
        new Conditions.Objection(
            UUID.randomUUID(), id, lane, person.id(), person.printedName(), words, clock.instant());
    if (conditions.add(objection)) {
      audit.append(
          new AuditEvent(
              "review",
              id.toString(),
              "objected",
              person,
              Map.of("lane", lane.name(), "reason", words)));
      processes.objected(id.value(), objection.id());
    }
  }

  /** Names why a returned round went back. */
  @Transactional
  public void cause(ReviewId id, CauseCode cause, Actor person) {
    Review review = locked(id);
    requireCoordinator(review, person);
    if (review.state() != ReviewState.RETURNED) {
      throw new ReviewRefusal.NotAsked();
    }
    reviews.cause(id, cause.name(), person.id());
    audit.append(
        new AuditEvent(
            "review",
            id.toString(),
            "cause-named",
            person,
            Map.of("from", String.valueOf(review.cause()), "to", cause.name())));
  }

  private void requireCoordinator(Review review, Actor person) {
    review
        .subject()
        .markets()
        .forEach(market -> authorities.require(person, Authority.COORDINATE, market));
  }

  private Review locked(ReviewId id) {
    return reviews.lock(id).orElseThrow(() -> new ReviewRefusal.ReviewUnknown(id));
  }

  private static String words(String text, String missing) {
    String words = text.strip();
    if (words.isEmpty() || words.length() > LONGEST) {
      throw new ReviewRefusal.DecisionIncomplete(missing);
    }
    return words;
  }
}
