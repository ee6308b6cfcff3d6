package io.medley.workflows.mlrreview;

import io.medley.workflows.OnTheEngine.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Review steps that record what the model asks and answer as each test says. */
public class RecordedReviews implements ReviewSteps {

  private final Map<UUID, Review> reviews = new ConcurrentHashMap<>();

  /** A new review with answers that let it go live through one medical lane. */
  Review open() {
    Review review = new Review();
    reviews.put(review.id, review);
    return review;
  }

  /** One review: its row, its answers and what was asked. */
  static final class Review {
    final UUID id = UUID.randomUUID();
    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<LaneTask> tasks = new CopyOnWriteArrayList<>();
    final List<String> closed = new CopyOnWriteArrayList<>();
    final Map<String, Deque<VerdictCheck>> checks = new ConcurrentHashMap<>();
    volatile int attempt = 1;
    volatile long instance;
    volatile boolean ended;
    volatile CheckVerdict preCheck = CheckVerdict.CLEARED;
    volatile Consolidation consolidation = Consolidation.APPROVED;
    final Deque<NextMove> moves = new java.util.concurrent.ConcurrentLinkedDeque<>();
    final Deque<StepMove> steps = new java.util.concurrent.ConcurrentLinkedDeque<>();
    final java.util.Set<HumanStep> waiting = ConcurrentHashMap.newKeySet();
    volatile TierFacts facts = facts(0);
    volatile @Nullable TierDecision tier;
    volatile List<String> decidedLanes = List.of();
    volatile List<String> lanes = List.of("MEDICAL");

    /** Opens the lanes the tables decide instead of {@link #lanes}. */
    volatile boolean asDecided;

    static TierFacts facts(int unapprovedClaims) {
      return facts(unapprovedClaims, Map.of());
    }

    /**
     * Facts of a piece in which these triggers were pulled; every one calls for a lane of its own.
     */
    static TierFacts facts(int unapprovedClaims, Map<String, String> triggers) {
      Map<String, List<String>> heeded =
          Map.of(
              "MEDICAL", List.of(),
              "LEGAL", List.of(),
              "REGULATORY", List.of(),
              "PHARMACOVIGILANCE", List.of("PATIENT_PROGRAMME", "SAFETY_CLAIM"),
              "PRIVACY", List.of("PERSONAL_DATA"));
      return new TierFacts(
          "GB",
          List.of("HCP"),
          List.of("EMAIL"),
          0.05,
          unapprovedClaims,
          false,
          false,
          false,
          CheckVerdict.CLEARED,
          false,
          false,
          false,
          false,
          false,
          false,
          false,
          false,
          Map.of(
              "T1", List.of("MEDICAL", "LEGAL", "REGULATORY", "FINAL"), "T3", List.of("MEDICAL")),
          triggers,
          Map.of("T1", heeded, "T2", heeded, "T3", heeded, "T0", heeded),
          "");
    }

    /** What record-verdict answers for a lane before it finally answers "recorded". */
    void notSignedYet(String lane, String reason) {
      checks.computeIfAbsent(lane, key -> new ArrayDeque<>()).add(VerdictCheck.returned(reason));
    }

    List<LaneTask> tasksOf(String lane) {
      return tasks.stream().filter(task -> task.lane().equals(lane)).toList();
    }

    long countAsked(String step) {
      return asked.stream().filter(step::equals).count();
    }
  }

  private Review row(UUID reviewId) {
    Review review = reviews.get(reviewId);
    if (review == null) {
      throw new IllegalStateException("No such review");
    }
    return review;
  }

  @Override
  public boolean claim(UUID reviewId, int attempt, long processInstanceKey) {
    Review review = row(reviewId);
    synchronized (review) {
      boolean won =
          review.attempt == attempt
              && (review.instance == 0 || review.instance == processInstanceKey);
      if (won) {
        review.instance = processInstanceKey;
      }
      review.asked.add(won ? "claim" : "claim lost");
      return won;
    }
  }

  @Override
  public CheckVerdict preCheck(UUID reviewId) {
    row(reviewId).asked.add("preCheck");
    return row(reviewId).preCheck;
  }

  @Override
  public TierFacts tierFacts(UUID reviewId) {
    row(reviewId).asked.add("tierFacts");
    return row(reviewId).facts;
  }

  @Override
  public List<LanePlan> planLanes(UUID reviewId, TierDecision tier, List<String> lanes) {
    Review review = row(reviewId);
    review.asked.add("planLanes");
    review.tier = tier;
    review.decidedLanes = lanes;
    if (review.asDecided) {
      review.lanes = lanes;
    }
    var now = Time.now();
    return review.lanes.stream()
        .map(
            lane ->
                new LanePlan(
                    lane,
                    LanePlan.candidateGroup(lane, "GB"),
                    now.plus(Duration.ofDays(10)),
                    now.plus(Duration.ofDays(5)),
                    now.plus(Duration.ofDays(10)),
                    now.plus(Duration.ofDays(15))))
        .toList();
  }

  @Override
  public LaneDisplay openLane(UUID reviewId, String lane) {
    row(reviewId).asked.add("openLane " + lane);
    return new LaneDisplay(
        "Zelvaro leaflet",
        "ZEL-GB-0001",
        "0.1",
        "GB",
        "en-GB",
        "T1",
        List.of("One claim is not covered by an approved claim"),
        List.of(new LaneDisplay.Finding("C22", "REVIEW", 2, "Relative without absolute risk")),
        Map.of("REVIEW", 1),
        "http://127.0.0.1/piece",
        "http://127.0.0.1/sign",
        "http://127.0.0.1/desk");
  }

  @Override
  public Optional<UUID> reviewOf(long processInstanceKey) {
    return reviews.values().stream()
        .filter(review -> review.instance == processInstanceKey)
        .map(review -> review.id)
        .findAny();
  }

  @Override
  public Optional<LaneState> lane(UUID reviewId, String lane) {
    Review review = row(reviewId);
    return review.lanes.contains(lane) && review.instance != 0
        ? Optional.of(
            new LaneState(review.instance, !review.closed.contains(lane), newestTask(review, lane)))
        : Optional.empty();
  }

  private static @Nullable Long newestTask(Review review, String lane) {
    return review.tasks.stream()
        .filter(task -> task.lane().equals(lane))
        .map(LaneTask::taskKey)
        .max(Long::compare)
        .orElse(null);
  }

  @Override
  public void laneTaskAppeared(LaneTask task) {
    Review review = row(task.reviewId());
    if (!review.tasks.contains(task)) {
      review.tasks.add(task);
    }
  }

  @Override
  public VerdictCheck recordVerdict(UUID reviewId, String lane, @Nullable String formVerdict) {
    Review review = row(reviewId);
    review.asked.add("recordVerdict " + lane + " " + formVerdict);
    Deque<VerdictCheck> queued = review.checks.get(lane);
    VerdictCheck answer = queued == null ? null : queued.poll();
    if (answer != null) {
      return answer;
    }
    review.closed.add(lane);
    return VerdictCheck.done();
  }

  @Override
  public NextMove consolidate(UUID reviewId) {
    Review review = row(reviewId);
    review.asked.add("consolidate");
    NextMove move = review.moves.poll();
    return move == null ? NextMove.to(review.consolidation) : move;
  }

  @Override
  public Instant openConditions(UUID reviewId) {
    row(reviewId).asked.add("openConditions");
    return Time.now().plus(Duration.ofDays(10));
  }

  @Override
  public StepMove nextStep(UUID reviewId) {
    Review review = row(reviewId);
    review.asked.add("nextStep");
    StepMove move = review.steps.poll();
    return move == null ? StepMove.done() : move;
  }

  @Override
  public Optional<LaneState> human(UUID reviewId, HumanStep step) {
    Review review = row(reviewId);
    return Optional.of(new LaneState(review.instance, review.waiting.contains(step), null));
  }

  /** What a person is asked in these tests. */
  static CoordinationTask asked(Instant silentAt) {
    return new CoordinationTask(
        "coordinator-gb",
        Time.now().plus(Duration.ofDays(2)),
        "Decide",
        "Decide what only a person can decide.",
        "Zelvaro leaflet",
        "ZEL-GB-0001",
        "0.1",
        "GB",
        "T1",
        1,
        "http://127.0.0.1/decide",
        null,
        silentAt);
  }

  @Override
  public void seal(UUID reviewId) {
    row(reviewId).asked.add("seal");
  }

  @Override
  public void goLive(UUID reviewId) {
    row(reviewId).asked.add("goLive");
  }

  @Override
  public void returnToAgency(UUID reviewId) {
    row(reviewId).asked.add("returnToAgency");
  }

  @Override
  public void reject(UUID reviewId) {
    row(reviewId).asked.add("reject");
  }

  @Override
  public void laneOverdue(UUID reviewId, String lane, int percent) {
    row(reviewId).asked.add("laneOverdue " + lane + " " + percent);
  }

  @Override
  public void ended(UUID reviewId, int attempt, long processInstanceKey) {
    Review review = row(reviewId);
    if (review.instance == processInstanceKey) {
      review.ended = true;
      review.asked.add("ended");
    } else {
      review.asked.add("another ended");
    }
  }
}
