package io.medley.content.review;

import io.medley.content.asset.AssetVersions;
import io.medley.content.precheck.CheckRun;
import io.medley.content.precheck.Finding;
import io.medley.content.precheck.PreChecks;
import io.medley.content.precheck.Severity;
import io.medley.content.signing.Lane;
import io.medley.content.signing.Verdict;
import io.medley.platform.security.Actor;
import io.medley.platform.signing.SignatureVerifier;
import io.medley.workflows.mlrreview.HumanStep;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reading the rounds of a piece for people: what was decided, what is asked, what goes back. */
@Service
public class RoundReading {

  private final Reviews reviews;
  private final LaneEvidence evidence;
  private final Conditions conditions;
  private final ConditionsKeeping keeping;
  private final Disputes disputes;
  private final Decisions decisions;
  private final HumanSteps steps;
  private final MarketSteps marketSteps;
  private final Remarks remarks;
  private final PreChecks preChecks;
  private final AssetVersions versions;
  private final SignatureVerifier verifier;

  RoundReading(
      Reviews reviews,
      LaneEvidence evidence,
      Conditions conditions,
      ConditionsKeeping keeping,
      Disputes disputes,
      Decisions decisions,
      HumanSteps steps,
      MarketSteps marketSteps,
      Remarks remarks,
      PreChecks preChecks,
      AssetVersions versions,
      SignatureVerifier verifier) {
    this.reviews = reviews;
    this.evidence = evidence;
    this.conditions = conditions;
    this.keeping = keeping;
    this.disputes = disputes;
    this.decisions = decisions;
    this.steps = steps;
    this.marketSteps = marketSteps;
    this.remarks = remarks;
    this.preChecks = preChecks;
    this.versions = versions;
    this.verifier = verifier;
  }

  /**
   * One submission of a piece and what became of it.
   *
   * @param cause why it went back; null if it did not, or not yet
   */
  public record Round(
      Review review,
      List<LaneLine> lanes,
      @Nullable CauseCode cause,
      List<DecisionLine> decisions,
      List<Condition> conditions,
      List<Conditions.Objection> objections) {
    public Round {
      lanes = List.copyOf(lanes);
      decisions = List.copyOf(decisions);
      conditions = List.copyOf(conditions);
      objections = List.copyOf(objections);
    }
  }

  /**
   * What a lane said of one version.
   *
   * @param signer printed name; empty while nobody signed
   * @param carried how the verdict came to this version; empty if it was signed here
   * @param broken why it does not hold; empty if it does or is open
   */
  public record LaneLine(
      Lane lane,
      ReviewLane.State state,
      @Nullable Verdict verdict,
      String signer,
      @Nullable Instant signedAt,
      String carried,
      String broken,
      @Nullable UUID signature) {}

  /** A signed decision outside the lanes, and whether it still verifies. */
  public record DecisionLine(SignedDecision decision, boolean holds) {}

  /** One point of the list that goes to the agency. */
  public record Point(
      boolean mustFix,
      @Nullable Integer page,
      String lane,
      String category,
      String words,
      String body,
      String by,
      String ruling) {}

  /** The one list from all lanes: points by page, those about the whole piece first (page 0). */
  public record ConsolidatedList(
      Review review,
      List<LaneLine> verdicts,
      Map<Integer, List<Point>> mustFix,
      Map<Integer, List<Point>> suggestions,
      int mustFixCount,
      int suggestionCount) {}

  /** A pair of remarks that cannot both be followed. */
  public record Dispute(
      String key, @Nullable Integer page, Side first, Side second, String ruling) {
    /** Whether it still has to be decided. */
    public boolean open() {
      return ruling.isEmpty();
    }
  }

  /** One side of a dispute. */
  public record Side(String lane, String category, String words, String body, String by) {}

  /** A condition with what became of its words. */
  public record Verifying(Condition condition, List<Changed> changes) {
    public Verifying {
      changes = List.copyOf(changes);
    }
  }

  /** Words that are gone and words that came, with what stands around them. */
  public record Changed(String removed, String added, String context) {}

  /**
   * A step of a market with its record.
   *
   * @param today the newest day it can have been done, by the market's own calendar
   */
  public record Step(
      String key,
      String title,
      String asks,
      String market,
      Lane lane,
      String recordWord,
      boolean mayBeRefused,
      String basis,
      @Nullable SignedDecision record,
      boolean open,
      @Nullable Instant dueAt,
      @Nullable Instant silentAt,
      LocalDate today,
      String against) {}

  /** Every round of the review's piece, newest first, as far as this person hears of it. */
  @Transactional(readOnly = true)
  public List<Round> rounds(Review review, Actor actor) {
    return reviews.ofAsset(review.subject().asset()).stream()
        .sorted(Comparator.comparing(Review::openedAt).reversed())
        .map(one -> round(one, actor))
        .toList();
  }

  /** One round, as far as this person hears of it. */
  @Transactional(readOnly = true)
  public Round round(Review review, Actor actor) {
    if (!review.state().lanesHeardBy(actor)) {
      return new Round(
          review.unheard(),
          reviews.lanes(review.id()).stream()
              .filter(lane -> lane.state() != ReviewLane.State.DROPPED)
              .map(
                  lane ->
                      new LaneLine(
                          lane.lane(), ReviewLane.State.OPEN, null, "", null, "", "", null))
              .toList(),
          null,
          List.of(),
          List.of(),
          List.of());
    }
    String cause = review.cause();
    return new Round(
        review,
        lanes(review),
        cause == null ? null : CauseCode.valueOf(cause),
        decisions.ofReview(review.id()).stream().map(this::line).toList(),
        conditions.ofReview(review.id()),
        conditions.objections(review.id()));
  }

  private DecisionLine line(SignedDecision.Stored stored) {
    return new DecisionLine(
        stored.decision(),
        Arrays.equals(stored.decision().canonical(), stored.statement())
            && verifier.verify(stored.keyId(), stored.statement(), stored.signature()));
  }

  private List<LaneLine> lanes(Review review) {
    List<LaneLine> lines = new ArrayList<>();
    for (ReviewLane lane : reviews.lanes(review.id())) {
      Optional<LaneEvidence.Evidence> rests = evidence.of(review, lane);
      boolean closed = lane.state() == ReviewLane.State.CLOSED;
      lines.add(
          new LaneLine(
              lane.lane(),
              lane.state(),
              rests.map(LaneEvidence.Evidence::verdict).orElse(null),
              rests.map(one -> one.signature().statement().printedName()).orElse(""),
              rests.map(one -> one.signature().statement().signedAt()).orElse(null),
              rests.map(evidence::carried).orElse(""),
              closed
                  ? evidence
                      .against(review, versions.require(review.subject().version()), lane)
                      .orElse("")
                  : Objects.requireNonNullElse(lane.lastReason(), ""),
              rests.map(one -> one.signature().id()).orElse(null)));
    }
    return lines;
  }

  /** The list that goes, or went, to the agency; empty for an agency while the round runs. */
  @Transactional(readOnly = true)
  public ConsolidatedList list(Review review, Actor actor) {
    if (!review.state().lanesHeardBy(actor)) {
      return new ConsolidatedList(review.unheard(), List.of(), Map.of(), Map.of(), 0, 0);
    }
    List<Disputes.Dispute> ruled = disputes.of(review);
    List<Point> points = new ArrayList<>();
    for (Remark remark : remarks.ofVersion(review.subject().version())) {
      if (remark.open()) {
        points.add(point(remark, ruled));
      }
    }
    preChecks.latest(review.subject().version()).map(CheckRun::findings).orElse(List.of()).stream()
        .filter(finding -> finding.severity() != Severity.INFO)
        .forEach(finding -> points.add(point(finding)));
    List<Point> mustFix = points.stream().filter(Point::mustFix).toList();
    List<Point> suggestions = points.stream().filter(point -> !point.mustFix()).toList();
    return new ConsolidatedList(
        review,
        lanes(review),
        byPage(mustFix),
        byPage(suggestions),
        mustFix.size(),
        suggestions.size());
  }

  private static Map<Integer, List<Point>> byPage(List<Point> points) {
    return points.stream()
        .sorted(Comparator.comparing(point -> Objects.requireNonNullElse(point.page(), 0)))
        .collect(
            Collectors.groupingBy(
                point -> Objects.requireNonNullElse(point.page(), 0),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private static Point point(Remark remark, List<Disputes.Dispute> ruled) {
    List<Disputes.Dispute> against =
        ruled.stream().filter(dispute -> dispute.overrules(remark)).toList();
    String ruling =
        against.stream()
            .map(
                dispute ->
                    dispute.wording().isEmpty()
                        ? "Overruled in arbitration: the other comment stands."
                        : "Decided in arbitration: " + dispute.wording())
            .findFirst()
            .orElse("");
    boolean overruled =
        !against.isEmpty() && against.stream().allMatch(one -> one.wording().isEmpty());
    return new Point(
        remark.mustFix() && !overruled,
        remark.section(),
        remark.lane().title(),
        remark.category(),
        remark.words(),
        remark.body(),
        remark.printedName(),
        ruling);
  }

  private static Point point(Finding finding) {
    return new Point(
        finding.effective() == Severity.BLOCK,
        finding.page(),
        "Pre-check",
        finding.ruleId(),
        finding.quote(),
        finding.fix().isBlank() ? finding.message() : finding.message() + " " + finding.fix(),
        "",
        "");
  }

  /** The agenda of the arbitration: disputed comments and nothing else. */
  @Transactional(readOnly = true)
  public List<Dispute> disputes(Review review) {
    return disputes.of(review).stream()
        .map(
            dispute ->
                new Dispute(
                    dispute.key(),
                    dispute.first().section(),
                    side(dispute.first()),
                    side(dispute.second()),
                    ruling(dispute)))
        .toList();
  }

  private static Side side(Remark remark) {
    return new Side(
        remark.lane().title(),
        remark.category(),
        remark.words(),
        remark.body(),
        remark.printedName());
  }

  private static String ruling(Disputes.Dispute dispute) {
    return switch (dispute.stands()) {
      case null -> "";
      case FIRST -> dispute.first().lane().title() + "’s comment stands";
      case SECOND -> dispute.second().lane().title() + "’s comment stands";
      case BOTH -> "Both stand: they do not contradict each other";
      case OTHER -> "Neither stands: " + dispute.wording();
    };
  }

  /** The conditions this version answers, each with what became of its words; empty if none. */
  @Transactional(readOnly = true)
  public List<Verifying> verifying(Review review) {
    ReviewId previous = review.previous();
    Optional<Review> earlier = previous == null ? Optional.empty() : reviews.find(previous);
    if (earlier.isEmpty() || conditions.ofReview(earlier.get().id()).isEmpty()) {
      return List.of();
    }
    VersionChanges changes = keeping.changes(earlier.get(), review);
    return conditions.ofReview(earlier.get().id()).stream()
        .map(
            condition ->
                new Verifying(
                    condition,
                    changes.text().stream()
                        .filter(change -> change.liesIn(List.of(condition.span())))
                        .map(
                            change ->
                                new Changed(change.removed(), change.added(), change.context()))
                        .toList()))
        .toList();
  }

  /** What of the corrected version lies outside the conditions it answers, in words. */
  @Transactional(readOnly = true)
  public List<String> outside(Review review) {
    ReviewId previous = review.previous();
    return previous == null
        ? List.of()
        : reviews
            .find(previous)
            .filter(earlier -> !conditions.ofReview(earlier.id()).isEmpty())
            .map(earlier -> keeping.outside(earlier, review))
            .orElse(List.of());
  }

  /** The steps of the markets, with what is recorded and who may record. */
  @Transactional(readOnly = true)
  public List<Step> steps(Review review, Actor person) {
    Optional<HumanSteps.Asked> open = steps.open(review.id(), HumanStep.MARKET_STEP);
    return marketSteps.of(review).stream()
        .map(
            standing -> {
              Optional<HumanSteps.Asked> asked =
                  open.filter(one -> one.subject().equals(standing.step().key()));
              return new Step(
                  standing.step().key(),
                  standing.step().title(),
                  standing.step().asks(),
                  standing.market(),
                  standing.step().lane(),
                  standing.step().record(),
                  standing.step().mayBeRefused(),
                  standing.step().basis(),
                  standing.record(),
                  asked.isPresent() && standing.record() == null,
                  asked.map(HumanSteps.Asked::dueAt).orElse(null),
                  asked.map(HumanSteps.Asked::silentAt).orElse(null),
                  marketSteps.today(standing),
                  marketSteps.against(review, standing, person).orElse(""));
            })
        .toList();
  }

  /** What people are asked in this review now. */
  @Transactional(readOnly = true)
  public List<HumanSteps.Asked> asked(Review review) {
    return steps.ofReview(review.id()).stream()
        .filter(HumanSteps.Asked::open)
        .filter(
            asked ->
                decisions.of(review.id(), asked.step(), asked.subject()).isEmpty()
                    || asked.step() == HumanStep.ARBITRATION)
        .toList();
  }

  /** The signed decision about a subject, if there is one. */
  @Transactional(readOnly = true)
  public Optional<SignedDecision> decision(Review review, HumanStep step, String subject) {
    return decisions.of(review.id(), step, subject);
  }
}
