package io.medley.content.review;

import io.medley.content.annotation.AnnotationNews;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.asset.VersionState;
import io.medley.content.market.MarketPacks;
import io.medley.content.precheck.CheckRun;
import io.medley.content.precheck.CheckRunDigests;
import io.medley.content.precheck.PreChecks;
import io.medley.content.precheck.Stage;
import io.medley.content.signing.Lane;
import io.medley.content.signing.LaneSignature;
import io.medley.content.signing.SignatureVerification;
import io.medley.content.signing.Signatures;
import io.medley.content.signing.SignedSubject;
import io.medley.content.signing.Verdict;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.workflows.mlrreview.CheckVerdict;
import io.medley.workflows.mlrreview.Consolidation;
import io.medley.workflows.mlrreview.HumanStep;
import io.medley.workflows.mlrreview.LaneDisplay;
import io.medley.workflows.mlrreview.LanePlan;
import io.medley.workflows.mlrreview.LaneState;
import io.medley.workflows.mlrreview.LaneTask;
import io.medley.workflows.mlrreview.NextMove;
import io.medley.workflows.mlrreview.ReviewSteps;
import io.medley.workflows.mlrreview.StepMove;
import io.medley.workflows.mlrreview.TierDecision;
import io.medley.workflows.mlrreview.TierFacts;
import io.medley.workflows.mlrreview.VerdictCheck;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The steps of a review as its process asks for them. Every step may come twice. What a lane
 * decided is read from its signed row alone; a form, a variable or a Tasklist identity never
 * decides anything.
 */
@Service
class MlrReviewing implements ReviewSteps {

  private static final Actor SYSTEM = Actor.system("review");

  private final Reviews reviews;
  private final AssetVersions versions;
  private final PreChecks preChecks;
  private final CheckRunDigests digests;
  private final TierFactsMeasuring facts;
  private final LaneDisplays displays;
  private final LaneRules rules;
  private final Signatures signatures;
  private final SignatureVerification verification;
  private final Sealing sealing;
  private final ReturnedLists returnedLists;
  private final ReviewNotices notices;
  private final AnnotationNews news;
  private final Carrying carrying;
  private final NextMoves moves;
  private final ConditionsKeeping conditions;
  private final MarketSteps marketSteps;
  private final HumanSteps humanSteps;
  private final LaneEvidence evidence;
  private final Causes causes;
  private final MarketPacks packs;
  private final AuditTrail audit;
  private final Clock clock;

  MlrReviewing(
      Reviews reviews,
      AssetVersions versions,
      PreChecks preChecks,
      CheckRunDigests digests,
      TierFactsMeasuring facts,
      LaneDisplays displays,
      LaneRules rules,
      Signatures signatures,
      SignatureVerification verification,
      Sealing sealing,
      ReturnedLists returnedLists,
      ReviewNotices notices,
      AnnotationNews news,
      Carrying carrying,
      NextMoves moves,
      ConditionsKeeping conditions,
      MarketSteps marketSteps,
      HumanSteps humanSteps,
      LaneEvidence evidence,
      Causes causes,
      MarketPacks packs,
      AuditTrail audit,
      Clock clock) {
    this.reviews = reviews;
    this.versions = versions;
    this.preChecks = preChecks;
    this.digests = digests;
    this.facts = facts;
    this.displays = displays;
    this.rules = rules;
    this.signatures = signatures;
    this.verification = verification;
    this.sealing = sealing;
    this.returnedLists = returnedLists;
    this.notices = notices;
    this.news = news;
    this.carrying = carrying;
    this.moves = moves;
    this.conditions = conditions;
    this.marketSteps = marketSteps;
    this.humanSteps = humanSteps;
    this.evidence = evidence;
    this.causes = causes;
    this.packs = packs;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  @Transactional
  public boolean claim(UUID reviewId, int attempt, long processInstanceKey) {
    ReviewId id = new ReviewId(reviewId);
    Optional<Review> found = reviews.lock(id);
    if (found.isEmpty() || !reviews.claim(id, attempt, processInstanceKey, clock.instant())) {
      return false;
    }
    if (reviews.move(id, ReviewState.OPENED, ReviewState.IN_REVIEW, clock.instant())) {
      VersionId version = found.get().subject().version();
      // From the coordinator's look, or straight from submission where nobody had to look.
      versions.transition(
          version,
          versions.require(version).state(),
          VersionState.IN_REVIEW,
          SYSTEM,
          "The review began");
      note(id, "claimed", SYSTEM, Map.of("attempt", attempt, "instance", processInstanceKey + ""));
    }
    return true;
  }

  @Override
  @Transactional
  public CheckVerdict preCheck(UUID reviewId) {
    Review review = locked(reviewId);
    CheckRun run = preChecks.run(review.subject().version(), Stage.REVIEW);
    reviews.checked(review.id(), run.id());
    digests
        .keep(run.id())
        .ifPresent(
            hash ->
                note(
                    review.id(),
                    "checked",
                    SYSTEM,
                    Map.of("checkRun", run.id().toString(), "checkRunHash", hash)));
    boolean same =
        run.contentHash().equals(review.subject().contentHash())
            && run.metadataHash().equals(review.subject().metadataHash());
    if (!same) {
      note(
          review.id(),
          "subject-changed",
          SYSTEM,
          Map.of("contentHash", run.contentHash(), "metadataHash", run.metadataHash()));
      return CheckVerdict.BLOCKED;
    }
    return CheckVerdict.valueOf(run.verdict().name());
  }

  @Override
  @Transactional(readOnly = true)
  public TierFacts tierFacts(UUID reviewId) {
    Review review = require(reviewId);
    return facts.measure(review, versions.require(review.subject().version()), checkRun(review));
  }

  @Override
  @Transactional
  public List<LanePlan> planLanes(UUID reviewId, TierDecision tier, List<String> decided) {
    Review review = locked(reviewId);
    ReviewId before = review.previous();
    if (review.tier() == null && before != null) {
      reviews.inheritCalled(review.id(), before);
    }
    List<CalledLane> called = reviews.called(review.id());
    List<String> lanes =
        Stream.concat(decided.stream(), called.stream().map(one -> one.lane().name()))
            .distinct()
            .toList();
    if (reviews.planned(review.id(), review.attempt())) {
      // A new process attempt opens every lane again; what was signed still counts and completes
      // its task at once.
      reviews.replanLanes(review.id());
    }
    boolean raised = tier.tier().equals(review.raisedTo());
    String holds = review.tier();
    if (holds == null || (raised && !tier.tier().equals(holds))) {
      TierDecision explained = explained(review, tier, called);
      reviews.tiered(review.id(), explained);
      holds = explained.tier();
      note(
          review.id(),
          "tier-decided",
          SYSTEM,
          Map.of(
              "tier", explained.tier(),
              "measured", explained.measured(),
              "reasons", explained.reasons(),
              "lanes", lanes,
              "called", called.stream().map(one -> one.lane().name()).toList(),
              "packs", packVersions(review),
              "triggers", facts.triggersVersion()));
      reviews.lanes(review.id()).stream()
          .filter(lane -> !lanes.contains(lane.lane().name()))
          .forEach(lane -> reviews.drop(review.id(), lane.lane()));
    }
    ServiceLevel.Dates dates =
        ServiceLevel.dates(packs.of(review.subject().market()), holds, clock.instant());
    for (String name : lanes) {
      reviews.plan(planned(review, Lane.valueOf(name), dates));
    }
    reviews.lanes(review.id()).stream()
        .filter(lane -> lane.round() > 1 && lane.state() == ReviewLane.State.PLANNED)
        .forEach(lane -> reviews.redate(review.id(), lane.lane(), dates));
    carrying.carryOver(review);
    if (carrying.awaitsVerification(review)) {
      return List.of();
    }
    return reviews.lanes(review.id()).stream()
        .filter(lane -> lane.state() != ReviewLane.State.CLOSED)
        .map(
            lane ->
                new LanePlan(
                    lane.lane().name(),
                    lane.candidateGroup(),
                    lane.dates().dueAt(),
                    lane.dates().remindAt(),
                    lane.dates().escalateAt(),
                    lane.dates().coordinatorAt()))
        .toList();
  }

  /** The reasons of the facts, and beside them who wanted it deeper, or a lane besides, and why. */
  private static TierDecision explained(Review review, TierDecision tier, List<CalledLane> called) {
    List<String> reasons = new java.util.ArrayList<>(tier.reasons());
    if (!tier.tier().equals(tier.measured())) {
      reasons.addFirst(
          "Raised from %s by %s: %s"
              .formatted(tier.measured(), review.raisedBy(), review.raiseReason()));
    }
    called.forEach(lane -> reasons.add(lane.because()));
    return new TierDecision(tier.tier(), tier.measured(), reasons, tier.evidence());
  }

  private String packVersions(Review review) {
    return review.subject().markets().stream()
        .map(market -> packs.of(market))
        .map(pack -> pack.market() + " " + pack.version())
        .collect(Collectors.joining(", "));
  }

  @Override
  @Transactional
  public LaneDisplay openLane(UUID reviewId, String lane) {
    Review review = locked(reviewId);
    ReviewLane row = require(review, lane);
    reviews.openLane(review.id(), row.lane(), clock.instant());
    note(
        review.id(),
        "lane-opened",
        SYSTEM,
        Map.of("lane", row.lane().name(), "dueAt", row.dates().dueAt().toString()));
    notices.laneOpened(review, row);
    news.tell(review.subject().version());
    return displays.display(review, row.lane(), checkRun(review));
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<UUID> reviewOf(long processInstanceKey) {
    return reviews.claimedBy(processInstanceKey).map(review -> review.id().value());
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<LaneState> lane(UUID reviewId, String lane) {
    ReviewId id = new ReviewId(reviewId);
    Optional<Long> instance = reviews.find(id).map(Review::instanceKey);
    Optional<ReviewLane> found = named(lane).flatMap(which -> reviews.lane(id, which));
    return instance.flatMap(
        key ->
            found.map(
                row ->
                    new LaneState(
                        key,
                        row.state() != ReviewLane.State.CLOSED,
                        reviews.newestTask(id, row.lane()).orElse(null))));
  }

  @Override
  @Transactional
  public void laneTaskAppeared(LaneTask task) {
    Review review = locked(task.reviewId());
    ReviewLane lane = require(review, task.lane());
    reviews.taskAppeared(task, lane.attempt(), clock.instant());
  }

  @Override
  @Transactional
  public VerdictCheck recordVerdict(UUID reviewId, String laneName, @Nullable String formVerdict) {
    Review review = locked(reviewId);
    ReviewLane lane = require(review, laneName);
    if (lane.state() == ReviewLane.State.CLOSED) {
      return VerdictCheck.done();
    }
    List<LaneSignature> all = signatures.ofReview(review.id().value());
    Optional<LaneSignature> signed =
        all.stream().filter(signature -> current(signature, lane)).findFirst();
    if (signed.isEmpty()) {
      return back(
          review,
          lane,
          "Nobody has signed the %s lane. Open the signing page, sign your verdict, then complete this task."
              .formatted(lane.lane().title()),
          false);
    }
    LaneSignature signature = signed.get();
    SignedSubject subject = signature.statement().subject();
    Verdict verdict = signature.statement().verdict();
    AssetVersion version = versions.require(review.subject().version());
    boolean counts =
        verification.holdsFor(signature, version.contentHash(), version.metadataHash() + "")
            && subject.contentHash().equals(review.subject().contentHash())
            && subject.metadataHash().equals(review.subject().metadataHash())
            && evidence.againstRun(signature).isEmpty();
    if (!counts) {
      return back(
          review,
          lane,
          "The signature does not verify for these exact bytes, tags and findings. It does not count; sign"
              + " again.",
          true);
    }
    Optional<String> against =
        rules.against(
            signature.statement().personId(),
            review.subject(),
            lane.lane(),
            evidence.counting(review),
            signature.statement().signedAt());
    if (against.isPresent()) {
      return back(review, lane, against.get(), true);
    }
    if (formVerdict != null && !formVerdict.equals(verdict.name())) {
      return back(
          review,
          lane,
          "The form says %s, the signature says %s. Complete the task with the verdict that was signed."
              .formatted(named(formVerdict, Verdict.class), verdict.title()),
          false);
    }
    reviews.closeLane(review.id(), lane.lane(), verdict, signature.id(), clock.instant());
    notices.laneClosed(review, lane);
    note(
        review.id(),
        "verdict-recorded",
        SYSTEM,
        Map.of(
            "lane", lane.lane().name(),
            "verdict", verdict.name(),
            "signer", signature.statement().personId(),
            "signature", signature.id().toString()));
    return VerdictCheck.done();
  }

  /**
   * An approval is sealed in the transaction that finds it, and published too where no step of a
   * market stands between: the jobs that follow find it done.
   */
  @Override
  @Transactional
  public NextMove consolidate(UUID reviewId) {
    Review review = locked(reviewId);
    NextMove move = moves.of(review);
    if (move.outcome() != Consolidation.APPROVED || review.state() != ReviewState.IN_REVIEW) {
      return move;
    }
    if (sealing.stopped(review)) {
      return NextMove.to(Consolidation.RETURNED);
    }
    sealing.seal(review);
    if (marketSteps.of(review).isEmpty()) {
      sealing.goLive(review);
    }
    return move;
  }

  @Override
  @Transactional
  public Instant openConditions(UUID reviewId) {
    Review review = locked(reviewId);
    return conditions.open(review, reviews.lanes(review.id()));
  }

  @Override
  @Transactional
  public StepMove nextStep(UUID reviewId) {
    return marketSteps.next(locked(reviewId));
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<LaneState> human(UUID reviewId, HumanStep step) {
    ReviewId id = new ReviewId(reviewId);
    return reviews
        .find(id)
        .map(Review::instanceKey)
        .map(key -> new LaneState(key, humanSteps.open(id, step).isPresent(), null));
  }

  @Override
  @Transactional
  public void seal(UUID reviewId) {
    Review review = locked(reviewId);
    if (review.state() == ReviewState.IN_REVIEW) {
      sealing.seal(review);
    }
  }

  @Override
  @Transactional
  public void goLive(UUID reviewId) {
    sealing.goLive(locked(reviewId));
  }

  @Override
  @Transactional
  public void returnToAgency(UUID reviewId) {
    Review review = locked(reviewId);
    // After its lanes, after conditions nobody met in time, or after an authority said no.
    boolean moved =
        List.of(ReviewState.IN_REVIEW, ReviewState.CONDITIONS_OPEN, ReviewState.SEALED).stream()
            .anyMatch(
                from -> reviews.move(review.id(), from, ReviewState.RETURNED, clock.instant()));
    if (!moved) {
      return;
    }
    ReturnedList list = returnedLists.of(review, checkRun(review), clock.instant());
    reviews.returned(review.id(), list);
    if (review.cause() == null && !reviews.lanes(review.id()).isEmpty()) {
      String cause = causes.of(review).name();
      reviews.cause(review.id(), cause, SYSTEM.id());
      note(review.id(), "cause-named", SYSTEM, Map.of("to", cause));
    }
    versions.transition(
        review.subject().version(),
        versions.require(review.subject().version()).state(),
        VersionState.REVISE,
        SYSTEM,
        "Returned to the agency with %d points".formatted(list.points().size()));
    note(review.id(), "returned", SYSTEM, Map.of("points", list.points().size()));
    notices.returned(review, list);
  }

  @Override
  @Transactional
  public void reject(UUID reviewId) {
    Review review = locked(reviewId);
    if (!reviews.move(review.id(), ReviewState.IN_REVIEW, ReviewState.REJECTED, clock.instant())) {
      return;
    }
    reviews.returned(review.id(), returnedLists.of(review, checkRun(review), clock.instant()));
    versions.transition(
        review.subject().version(),
        VersionState.IN_REVIEW,
        VersionState.REJECTED,
        SYSTEM,
        "Rejected in review");
    note(review.id(), "rejected", SYSTEM, Map.of());
    notices.rejected(review);
  }

  @Override
  @Transactional
  public void laneOverdue(UUID reviewId, String lane, int percent) {
    Review review = locked(reviewId);
    ReviewLane row = require(review, lane);
    if (row.state() != ReviewLane.State.CLOSED
        && reviews.overdue(review.id(), row.lane(), percent, clock.instant())) {
      note(
          review.id(),
          "lane-overdue",
          SYSTEM,
          Map.of(
              "lane", row.lane().name(),
              "percent", percent,
              "group", row.candidateGroup(),
              "dueAt", row.dates().dueAt().toString()));
      notices.laneOverdue(review, row, percent);
    }
  }

  @Override
  @Transactional
  public void ended(UUID reviewId, int attempt, long processInstanceKey) {
    ReviewId id = new ReviewId(reviewId);
    if (reviews.end(id, attempt, processInstanceKey, clock.instant())) {
      note(id, "process-ended", SYSTEM, Map.of("attempt", attempt));
    }
  }

  private VerdictCheck back(Review review, ReviewLane lane, String reason, boolean nextRound) {
    reviews.returnLane(review.id(), lane.lane(), reason, nextRound);
    note(
        review.id(),
        "task-returned",
        SYSTEM,
        Map.of("lane", lane.lane().name(), "reason", reason, "round", lane.round()));
    return VerdictCheck.returned(reason);
  }

  private static boolean current(LaneSignature signature, ReviewLane lane) {
    SignedSubject subject = signature.statement().subject();
    return subject.lane() == lane.lane() && subject.round() == lane.round();
  }

  private static ReviewLane planned(Review review, Lane lane, ServiceLevel.Dates dates) {
    return new ReviewLane(
        review.id(),
        lane,
        1,
        LanePlan.candidateGroup(lane.name(), review.subject().market()),
        ReviewLane.State.PLANNED,
        0,
        dates,
        null,
        null,
        null,
        null,
        null,
        null,
        0,
        null);
  }

  private CheckRun checkRun(Review review) {
    return preChecks
        .latest(review.subject().version())
        .orElseThrow(
            () -> new IllegalStateException("Review " + review.id() + " has no check run"));
  }

  private Review require(UUID reviewId) {
    ReviewId id = new ReviewId(reviewId);
    return reviews.find(id).orElseThrow(() -> new ReviewRefusal.ReviewUnknown(id));
  }

  private Review locked(UUID reviewId) {
    ReviewId id = new ReviewId(reviewId);
    return reviews.lock(id).orElseThrow(() -> new ReviewRefusal.ReviewUnknown(id));
  }

  private ReviewLane require(Review review, String lane) {
    return named(lane)
        .flatMap(which -> reviews.lane(review.id(), which))
        .orElseThrow(() -> new ReviewRefusal.LaneUnknown(lane));
  }

  private static Optional<Lane> named(String lane) {
    for (Lane known : Lane.values()) {
      if (known.name().equals(lane)) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }

  private static String named(String formVerdict, Class<Verdict> verdicts) {
    for (Verdict verdict : verdicts.getEnumConstants()) {
      if (verdict.name().equals(formVerdict)) {
        return verdict.title();
      }
    }
    return "something else";
  }

  private void note(ReviewId id, String action, Actor by, Map<String, ?> facts) {
    audit.append(new AuditEvent("review", id.toString(), action, by, facts));
  }
}
