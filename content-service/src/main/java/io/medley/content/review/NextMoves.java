package io.medley.content.review;

import io.medley.content.asset.AssetVersions;
import io.medley.content.market.MarketPack;
import io.medley.content.market.MarketPacks;
import io.medley.content.signing.Verdict;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.workflows.mlrreview.Consolidation;
import io.medley.workflows.mlrreview.HumanStep;
import io.medley.workflows.mlrreview.NextMove;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What comes next once the lanes have spoken, were stopped, or a person decided what they were
 * asked.
 */
@Component
class NextMoves {

  private static final Actor SYSTEM = Actor.system("review");

  private final Reviews reviews;
  private final LaneEvidence evidence;
  private final Carries carries;
  private final Carrying carrying;
  private final Conditions conditions;
  private final ConditionsKeeping keeping;
  private final Disputes disputes;
  private final Decisions decisions;
  private final HumanSteps steps;
  private final CoordinationTasks tasks;
  private final AssetVersions versions;
  private final MarketPacks packs;
  private final ReviewNotices notices;
  private final AuditTrail audit;
  private final Clock clock;

  NextMoves(
      Reviews reviews,
      LaneEvidence evidence,
      Carries carries,
      Carrying carrying,
      Conditions conditions,
      ConditionsKeeping keeping,
      Disputes disputes,
      Decisions decisions,
      HumanSteps steps,
      CoordinationTasks tasks,
      AssetVersions versions,
      MarketPacks packs,
      ReviewNotices notices,
      AuditTrail audit,
      Clock clock) {
    this.reviews = reviews;
    this.evidence = evidence;
    this.carries = carries;
    this.carrying = carrying;
    this.conditions = conditions;
    this.keeping = keeping;
    this.disputes = disputes;
    this.decisions = decisions;
    this.steps = steps;
    this.tasks = tasks;
    this.versions = versions;
    this.packs = packs;
    this.notices = notices;
    this.audit = audit;
    this.clock = clock;
  }

  /** Under the review's lock. */
  NextMove of(Review review) {
    NextMove move = decide(review);
    for (HumanStep step : HumanStep.values()) {
      boolean asked =
          switch (step) {
            case CONDITIONS -> move.outcome() == Consolidation.CONDITIONS;
            case ARBITRATION -> move.outcome() == Consolidation.DISPUTED;
            case MEETING -> move.outcome() == Consolidation.MEETING;
            case MARKET_STEP -> true;
          };
      if (!asked) {
        steps.close(review.id(), step, clock.instant());
      }
    }
    return move;
  }

  private NextMove decide(Review review) {
    Optional<Consolidation> before = decidedBefore(review.state());
    if (before.isPresent()) {
      return NextMove.to(before.get());
    }
    if (carrying.awaitsVerification(review)) {
      return NextMove.ask(
          Consolidation.CONDITIONS,
          tasks.coordinator(
              review,
              HumanStep.CONDITIONS,
              ConditionsKeeping.SUBJECT,
              "Verify the conditions",
              "The agency changed what was asked for, and nothing else. Say of each condition whether it is met."));
    }
    if (unmet(review)) {
      return returned(review);
    }
    List<ReviewLane> lanes = reviews.lanes(review.id());
    if (review.stopReason() == null) {
      boolean again = reopened(review, lanes);
      if (again
          || lanes.isEmpty()
          || lanes.stream().anyMatch(lane -> lane.state() != ReviewLane.State.CLOSED)) {
        return NextMove.to(Consolidation.LANES_AGAIN);
      }
    }
    List<Verdict> verdicts =
        lanes.stream()
            .filter(lane -> lane.state() == ReviewLane.State.CLOSED)
            .map(lane -> Objects.requireNonNull(lane.verdict()))
            .toList();
    Verdict deciding = Verdict.deciding(verdicts).orElse(Verdict.AMEND_RETURN);
    if (deciding == Verdict.REJECT) {
      return NextMove.to(Consolidation.REJECTED);
    }
    if (deciding != Verdict.APPROVE) {
      List<Disputes.Dispute> open =
          disputes.of(review).stream().filter(Disputes.Dispute::open).toList();
      if (!open.isEmpty()) {
        return NextMove.ask(Consolidation.DISPUTED, tasks.arbitration(review, open));
      }
    }
    if (review.stopReason() != null) {
      return returned(review);
    }
    return switch (deciding) {
      case REJECT -> NextMove.to(Consolidation.REJECTED);
      case RESUBMIT, AMEND_RETURN -> returned(review);
      case APPROVE_WITH_CHANGES ->
          keeping.wanted(review, lanes).isEmpty()
              ? returned(review)
              : NextMove.to(Consolidation.CHANGES);
      case APPROVE -> approved(review);
    };
  }

  /** A job that is repeated after its decision was carried out answers as it did. */
  private static Optional<Consolidation> decidedBefore(ReviewState state) {
    return switch (state) {
      case OPENED, IN_REVIEW -> Optional.empty();
      case APPROVED, SEALED, LIVE -> Optional.of(Consolidation.APPROVED);
      case CONDITIONS_OPEN, CORRECTED -> Optional.of(Consolidation.CHANGES);
      case RETURNED -> Optional.of(Consolidation.RETURNED);
      case REJECTED -> Optional.of(Consolidation.REJECTED);
    };
  }

  private boolean unmet(Review review) {
    return keeping
        .provenBy(review)
        .filter(
            earlier ->
                conditions.ofReview(earlier.id()).stream()
                    .anyMatch(condition -> condition.state() == Condition.State.NOT_MET))
        .isPresent();
  }

  /**
   * Opens lanes anew whose verdict does not hold, or whose signer objected to its being carried.
   */
  private boolean reopened(Review review, List<ReviewLane> lanes) {
    boolean any = false;
    List<Conditions.Objection> objections = conditions.objections(review.id());
    for (ReviewLane lane : lanes) {
      if (lane.state() != ReviewLane.State.CLOSED) {
        continue;
      }
      Optional<String> reason =
          objections.stream()
              .filter(objection -> objection.lane() == lane.lane() && lane.carryId() != null)
              .map(objection -> objection.printedName() + " objected: " + objection.reason())
              .findFirst()
              .or(
                  () ->
                      evidence.against(review, versions.require(review.subject().version()), lane));
      if (reason.isPresent()) {
        reviews.nextRound(review.id(), lane.lane(), reason.get());
        audit.append(
            new AuditEvent(
                "review",
                review.id().toString(),
                "lane-again",
                SYSTEM,
                Map.of("lane", lane.lane().name(), "because", reason.get())));
        any = true;
      }
    }
    return any;
  }

  private NextMove returned(Review review) {
    MarketPack pack = packs.of(review.subject().market());
    boolean met =
        decisions.of(review.id(), HumanStep.MEETING, Meetings.subject(review)).isPresent();
    return review.round() < pack.roundsBeforeMeeting() || met
        ? NextMove.to(Consolidation.RETURNED)
        : NextMove.ask(
            Consolidation.MEETING,
            tasks.coordinator(
                review,
                HumanStep.MEETING,
                Meetings.subject(review),
                "Hold the meeting",
                "This is round %d. Meet with lanes and agency before another list goes out, and name what caused the rounds."
                    .formatted(review.round())));
  }

  private Set<String> carriedSigners(Review review) {
    return reviews.lanes(review.id()).stream()
        .filter(lane -> lane.carryId() != null)
        .flatMap(lane -> evidence.of(review, lane).stream())
        .map(rests -> rests.signature().statement().personId())
        .collect(Collectors.toSet());
  }

  private NextMove approved(Review review) {
    boolean carriedByConditions =
        reviews.lanes(review.id()).stream()
            .map(ReviewLane::carryId)
            .filter(Objects::nonNull)
            .flatMap(id -> carries.find(id).stream())
            .anyMatch(signed -> signed.carry().kind() == CarryRecord.Kind.CONDITIONS_VERIFIED);
    int days =
        review.subject().markets().stream()
            .mapToInt(market -> packs.of(market).objectionWorkingDays())
            .max()
            .orElse(0);
    if (!carriedByConditions || days == 0) {
      return NextMove.to(Consolidation.APPROVED);
    }
    Instant until = review.waitsUntil();
    if (until == null) {
      until =
          ServiceLevel.plusWorkingDays(clock.instant(), days, packs.of(review.subject().market()));
      reviews.waitsUntil(review.id(), until);
      notices.carried(review, carriedSigners(review), until);
    }
    return until.isAfter(clock.instant())
        ? NextMove.waitUntil(until)
        : NextMove.to(Consolidation.APPROVED);
  }
}
