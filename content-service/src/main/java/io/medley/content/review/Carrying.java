package io.medley.content.review;

import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.precheck.CheckRun;
import io.medley.content.precheck.ClaimSentence;
import io.medley.content.precheck.Finding;
import io.medley.content.precheck.PreChecks;
import io.medley.content.signing.LaneSignature;
import io.medley.content.signing.Verdict;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.signing.Signer;
import io.medley.workflows.mlrreview.HumanStep;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which lanes keep their signed verdict when a version is submitted again. A lane looks again if it
 * did not approve, if its own remarks were touched, or if what changed concerns it by the concern
 * rules; every other verdict is carried over by a signed record.
 */
@Component
class Carrying {

  private static final Actor SYSTEM = Actor.system("review");

  private final Reviews reviews;
  private final Carries carries;
  private final Conditions conditions;
  private final ConditionsKeeping keeping;
  private final Decisions decisions;
  private final LaneEvidence evidence;
  private final LaneRules laneRules;
  private final ConcernRules rules;
  private final ChangeMeasuring measuring;
  private final Remarks remarks;
  private final AssetVersions versions;
  private final PreChecks preChecks;
  private final Signer signer;
  private final AuditTrail audit;
  private final Clock clock;

  Carrying(
      Reviews reviews,
      Carries carries,
      Conditions conditions,
      ConditionsKeeping keeping,
      Decisions decisions,
      LaneEvidence evidence,
      LaneRules laneRules,
      ConcernRules rules,
      ChangeMeasuring measuring,
      Remarks remarks,
      AssetVersions versions,
      PreChecks preChecks,
      Signer signer,
      AuditTrail audit,
      Clock clock) {
    this.reviews = reviews;
    this.carries = carries;
    this.conditions = conditions;
    this.keeping = keeping;
    this.decisions = decisions;
    this.evidence = evidence;
    this.laneRules = laneRules;
    this.rules = rules;
    this.measuring = measuring;
    this.remarks = remarks;
    this.versions = versions;
    this.preChecks = preChecks;
    this.signer = signer;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Whether the version answers conditions with nothing but them, and nobody verified them yet: no
   * lane opens before that.
   */
  boolean awaitsVerification(Review review) {
    return keeping
        .provenBy(review)
        .filter(
            earlier ->
                conditions.ofReview(earlier.id()).stream()
                    .anyMatch(condition -> condition.state() == Condition.State.OPEN))
        .isPresent();
  }

  /** Carries over what may be carried; the lanes left have to look. */
  void carryOver(Review review) {
    ReviewId previous = review.previous();
    if (previous == null || awaitsVerification(review)) {
      return;
    }
    Review earlier = reviews.find(previous).orElseThrow();
    Map<io.medley.content.signing.Lane, ReviewLane> before =
        reviews.lanes(previous).stream().collect(Collectors.toMap(ReviewLane::lane, lane -> lane));
    boolean everybodyAgain =
        before.values().stream().anyMatch(lane -> lane.verdict() == Verdict.RESUBMIT);
    Optional<Review> proven = keeping.provenBy(review);
    Map<VersionId, VersionChanges> measured = new HashMap<>();
    for (ReviewLane lane : reviews.lanes(review.id())) {
      if (lane.state() != ReviewLane.State.PLANNED || lane.round() > 1 || lane.carryId() != null) {
        continue;
      }
      ReviewLane earlierLane = before.get(lane.lane());
      Optional<LaneEvidence.Evidence> rests =
          earlierLane == null || earlierLane.state() != ReviewLane.State.CLOSED
              ? Optional.empty()
              : evidence.of(earlier, earlierLane);
      Optional<String> again;
      if (rests.isEmpty() || earlierLane == null) {
        again = Optional.of("it did not sign the version before");
      } else if (everybodyAgain) {
        again = Optional.of("a lane asked for a full new round");
      } else {
        again = against(review, earlier, earlierLane, rests.get(), proven.isPresent(), measured);
      }
      if (again.isPresent()) {
        note(review, lane, "lane-reopens", Map.of("because", again.get()));
      } else {
        LaneSignature signature = rests.orElseThrow().signature();
        add(review, lane, signature, proven.orElse(null), changes(review, signature, measured));
      }
    }
  }

  /** Why a lane has to look again; empty if its verdict may be carried. */
  private Optional<String> against(
      Review review,
      Review earlier,
      ReviewLane earlierLane,
      LaneEvidence.Evidence rests,
      boolean proven,
      Map<VersionId, VersionChanges> measured) {
    AssetVersion earlierVersion = versions.require(earlier.subject().version());
    Optional<String> broken = evidence.against(earlier, earlierVersion, earlierLane);
    if (broken.isPresent()) {
      return broken;
    }
    if (evidence.mustBeFresh(review, earlierLane.lane())) {
      return Optional.of("the market wants a fresh signature on the final form");
    }
    Optional<String> person =
        laneRules.against(
            rests.signature().statement().personId(),
            review.subject(),
            earlierLane.lane(),
            List.of(),
            rests.signature().statement().signedAt());
    if (person.isPresent()) {
      return person;
    }
    if (proven) {
      return rests.verdict() == Verdict.APPROVE || rests.verdict() == Verdict.APPROVE_WITH_CHANGES
          ? Optional.empty()
          : Optional.of("it did not approve");
    }
    if (rests.verdict() != Verdict.APPROVE) {
      return Optional.of("it did not approve the version before");
    }
    VersionChanges since =
        measured.computeIfAbsent(
            earlier.subject().version(),
            version ->
                measuring.between(earlierVersion, versions.require(review.subject().version())));
    boolean ownRemarks =
        remarks.ofVersion(earlier.subject().version()).stream()
            .filter(remark -> remark.lane() == earlierLane.lane())
            .flatMap(remark -> remark.place().stream())
            .anyMatch(span -> since.text().stream().anyMatch(change -> change.touchesBefore(span)));
    if (ownRemarks) {
      return Optional.of("the words of its own remarks changed");
    }
    VersionChanges changes = changes(review, rests.signature(), measured);
    return rules.concern(earlierLane.lane(), changes, touched(review, rests.signature(), changes));
  }

  private VersionChanges changes(
      Review review, LaneSignature signature, Map<VersionId, VersionChanges> measured) {
    return measured.computeIfAbsent(
        new VersionId(signature.statement().subject().version()),
        version ->
            measuring.between(
                versions.require(version), versions.require(review.subject().version())));
  }

  private List<ConcernRules.Touched> touched(
      Review review, LaneSignature signature, VersionChanges changes) {
    Optional<CheckRun> before =
        preChecks.latest(new VersionId(signature.statement().subject().version()));
    Optional<CheckRun> after = preChecks.latest(review.subject().version());
    List<TextChange.Span> claimsBefore = claims(before);
    List<TextChange.Span> claimsAfter = claims(after);
    List<ConcernRules.Touched> touched = new ArrayList<>();
    for (TextChange change : changes.text()) {
      boolean claims =
          claimsBefore.stream().anyMatch(change::touchesBefore)
              || claimsAfter.stream().anyMatch(change::touchesAfter);
      Set<String> findings =
          findings(after).stream()
              .filter(finding -> span(finding).filter(change::touchesAfter).isPresent())
              .map(Finding::ruleId)
              .collect(Collectors.toSet());
      findings(before).stream()
          .filter(finding -> span(finding).filter(change::touchesBefore).isPresent())
          .forEach(finding -> findings.add(finding.ruleId()));
      touched.add(new ConcernRules.Touched(change, claims, findings));
    }
    return touched;
  }

  private static List<TextChange.Span> claims(Optional<CheckRun> run) {
    return run.map(CheckRun::claims).orElse(List.of()).stream().map(Carrying::span).toList();
  }

  private static TextChange.Span span(ClaimSentence claim) {
    return new TextChange.Span(claim.page(), claim.start(), claim.end());
  }

  private static List<Finding> findings(Optional<CheckRun> run) {
    return run.map(CheckRun::findings).orElse(List.of());
  }

  private static Optional<TextChange.Span> span(Finding finding) {
    Integer page = finding.page();
    Integer start = finding.start();
    Integer end = finding.end();
    return page == null || start == null || end == null
        ? Optional.empty()
        : Optional.of(new TextChange.Span(page, start, end));
  }

  private void add(
      Review review,
      ReviewLane lane,
      LaneSignature signature,
      @Nullable Review proven,
      VersionChanges changes) {
    String verifiedBy = SYSTEM.id();
    if (proven != null) {
      verifiedBy =
          decisions
              .of(review.id(), HumanStep.CONDITIONS, ConditionsKeeping.SUBJECT)
              .map(SignedDecision::personId)
              .orElseThrow();
    }
    CarryRecord carry =
        new CarryRecord(
            UUID.randomUUID(),
            review.id(),
            lane.lane(),
            lane.round(),
            signature.id(),
            proven == null ? CarryRecord.Kind.UNTOUCHED : CarryRecord.Kind.CONDITIONS_VERIFIED,
            new CarryRecord.Hashes(
                signature.statement().subject().contentHash(),
                signature.statement().subject().metadataHash()),
            LaneEvidence.hashes(versions.require(review.subject().version())),
            changes.hash(),
            rules.version(),
            verifiedBy,
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    byte[] statement = carry.canonical();
    if (carries.add(
        new CarryRecord.Signed(carry, statement, signer.keyId(), signer.sign(statement)))) {
      reviews.carry(review.id(), lane.lane(), signature.id(), carry.id(), clock.instant());
      note(
          review,
          lane,
          "verdict-carried",
          Map.of(
              "carry", carry.id().toString(),
              "signature", signature.id().toString(),
              "kind", carry.kind().name(),
              "diffHash", carry.diffHash(),
              "ruleVersion", carry.ruleVersion(),
              "verifiedBy", verifiedBy));
    }
  }

  private void note(Review review, ReviewLane lane, String action, Map<String, Object> more) {
    Map<String, Object> facts = new LinkedHashMap<>(more);
    facts.put("lane", lane.lane().name());
    audit.append(new AuditEvent("review", review.id().toString(), action, SYSTEM, facts));
  }
}
