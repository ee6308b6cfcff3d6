package io.medley.content.review;

import io.medley.content.annotation.Annotating;
import io.medley.content.annotation.Annotation;
import io.medley.content.annotation.AnnotationNews;
import io.medley.content.annotation.Annotations;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.precheck.CheckRunDigests;
import io.medley.content.signing.Lane;
import io.medley.content.signing.LaneSignature;
import io.medley.content.signing.SignatureSource;
import io.medley.content.signing.SignatureStatement;
import io.medley.content.signing.Signatures;
import io.medley.content.signing.SignedSubject;
import io.medley.content.signing.Signing;
import io.medley.content.signing.SigningRefusal;
import io.medley.content.signing.SigningRequest;
import io.medley.content.signing.Verdict;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.People;
import io.medley.platform.time.RealTime;
import io.medley.workflows.mlrreview.ReviewProcesses;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Signing a lane's verdict and, from the desk, completing its task in the same act. */
@Service
public class SigningLanes {

  /** Where the signer comes back to after proving who they are; the request's id follows. */
  public static final String RETURN_PATH = "/sign/return";

  private final Reviews reviews;
  private final AssetVersions versions;
  private final Signatures signatures;
  private final Signing signing;
  private final CheckRunDigests digests;
  private final SubjectIntegrity integrity;
  private final LaneRules rules;
  private final LaneEvidence evidence;
  private final People people;
  private final Annotations annotations;
  private final Annotating annotating;
  private final AnnotationNews news;
  private final Remarks remarks;
  private final ReviewProcesses processes;
  private final AuditTrail audit;
  private final Clock clock;
  private final RealTime realTime;
  private final TransactionTemplate transaction;

  SigningLanes(
      Reviews reviews,
      AssetVersions versions,
      Signatures signatures,
      Signing signing,
      CheckRunDigests digests,
      SubjectIntegrity integrity,
      LaneRules rules,
      LaneEvidence evidence,
      People people,
      Annotations annotations,
      Annotating annotating,
      AnnotationNews news,
      Remarks remarks,
      ReviewProcesses processes,
      AuditTrail audit,
      Clock clock,
      RealTime realTime,
      TransactionTemplate transaction) {
    this.reviews = reviews;
    this.versions = versions;
    this.signatures = signatures;
    this.signing = signing;
    this.digests = digests;
    this.integrity = integrity;
    this.rules = rules;
    this.evidence = evidence;
    this.people = people;
    this.annotations = annotations;
    this.annotating = annotating;
    this.news = news;
    this.remarks = remarks;
    this.processes = processes;
    this.audit = audit;
    this.clock = clock;
    this.realTime = realTime;
    this.transaction = transaction;
  }

  /**
   * What the page showed, so that nothing else can be signed.
   *
   * @param comment a must-fix remark about the whole piece to write with the verdict; empty for
   *     none
   */
  public record Intent(
      String verdict,
      String contentHash,
      String metadataHash,
      String checkRun,
      String checkRunHash,
      SignatureSource source,
      String comment) {}

  /** What signing this lane is about, at this instant. */
  @Transactional(readOnly = true)
  public SignedSubject subject(ReviewId id, Lane lane) {
    Review review = reviews.find(id).orElseThrow(() -> new ReviewRefusal.ReviewUnknown(id));
    return subject(review, openLane(review, lane));
  }

  /** Why this person may not sign the lane, if so. */
  @Transactional(readOnly = true)
  public Optional<String> against(ReviewId id, Lane lane, Actor person) {
    Review review = reviews.find(id).orElseThrow(() -> new ReviewRefusal.ReviewUnknown(id));
    return rules.against(
        person.id(), review.subject(), lane, evidence.counting(review), clock.instant());
  }

  /** Whom this person would sign the lane for, a delegate; empty by their own authority. */
  @Transactional(readOnly = true)
  public Optional<SignatureStatement.Represented> represented(
      ReviewId id, Lane lane, Actor person) {
    Review review = reviews.find(id).orElseThrow(() -> new ReviewRefusal.ReviewUnknown(id));
    return represented(review, lane, person);
  }

  private Optional<SignatureStatement.Represented> represented(
      Review review, Lane lane, Actor person) {
    return rules
        .represents(person.id(), review.subject(), lane, clock.instant())
        .map(id -> new SignatureStatement.Represented(id, people.printedName(id)));
  }

  /** Notes the intent and gives the path at which the signer proves who they are. */
  public String begin(ReviewId id, Lane lane, Intent intent, Actor person) {
    Verdict verdict =
        Verdict.offered(intent.verdict())
            .orElseThrow(() -> new ReviewRefusal.VerdictUnknown(intent.verdict()));
    Review review = reviews.find(id).orElseThrow(() -> new ReviewRefusal.ReviewUnknown(id));
    integrity.requireIntact(versions.require(review.subject().version()));
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              Review locked = reviews.lock(id).orElseThrow();
              SignedSubject now = kept(locked, openLane(locked, lane));
              boolean shown =
                  now.contentHash().equals(intent.contentHash())
                      && now.metadataHash().equals(intent.metadataHash())
                      && now.checkRun().toString().equals(intent.checkRun())
                      && intent.checkRunHash().equals(now.checkRunHash());
              if (!shown) {
                throw new SigningRefusal.SubjectChanged();
              }
              requireMaySign(locked, lane, person);
              if (signatures.of(id.value(), now.round(), lane).isPresent()) {
                throw new SigningRefusal.AlreadySigned();
              }
              if (!intent.comment().isBlank()) {
                annotating.add(locked.subject().version(), mustFix(lane, intent.comment()), person);
              }
              requireReason(locked, lane, verdict);
              return signing.begin(
                  now,
                  verdict,
                  person,
                  represented(locked, lane, person)
                      .map(SignatureStatement.Represented::personId)
                      .orElse(null),
                  intent.source(),
                  RETURN_PATH);
            }));
  }

  /** Signs what was asked for, now that the signer proved who they are. */
  public LaneSignature complete(UUID requestId, String stepUpId, Actor person) {
    SigningRequest request = signing.request(requestId, person);
    ReviewId id = new ReviewId(request.subject().review());
    Review review = reviews.find(id).orElseThrow(() -> new ReviewRefusal.ReviewUnknown(id));
    integrity.requireIntact(versions.require(review.subject().version()));
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              // Everybody who signs in this review waits here, so that separation of lanes cannot
              // be raced.
              Review locked = reviews.lock(id).orElseThrow();
              Lane lane = request.subject().lane();
              ReviewLane row = openLane(locked, lane);
              SignedSubject now = kept(locked, row);
              requireClock(locked, row);
              requireMaySign(locked, lane, person);
              requireReason(locked, lane, request.verdict());
              SignatureStatement.Represented represented =
                  represented(locked, lane, person).orElse(null);
              LaneSignature signature = signing.sign(request, stepUpId, person, now, represented);
              audit.append(
                  new AuditEvent(
                      "review",
                      id.toString(),
                      "signed",
                      person,
                      Map.of(
                          "lane", lane.name(),
                          "round", now.round(),
                          "verdict", request.verdict().name(),
                          "meaning", signature.statement().meaning(),
                          "contentHash", now.contentHash(),
                          "metadataHash", now.metadataHash(),
                          "checkRunHash", String.valueOf(now.checkRunHash()),
                          "signature", signature.id().toString(),
                          "source", request.source().name(),
                          "onBehalfOf", represented == null ? "" : represented.personId())));
              news.tell(locked.subject().version());
              if (request.source() == SignatureSource.DESK) {
                complete(id, lane, request.verdict());
              }
              return signature;
            }));
  }

  /** Completes the task of a lane this person signed from Tasklist. */
  @Transactional
  public void finish(ReviewId id, Lane lane, Actor person) {
    Review review = reviews.lock(id).orElseThrow(() -> new ReviewRefusal.ReviewUnknown(id));
    ReviewLane row = openLane(review, lane);
    LaneSignature signature =
        signatures
            .of(id.value(), row.round(), lane)
            .filter(signed -> signed.statement().personId().equals(person.id()))
            .orElseThrow(() -> new ReviewRefusal.LaneClosed(lane));
    complete(id, lane, signature.statement().verdict());
  }

  private void complete(ReviewId id, Lane lane, Verdict verdict) {
    processes.completeLane(id.value(), lane.name(), verdict.name());
    reviews.completeRequested(id, lane, realTime.now());
  }

  private void requireMaySign(Review review, Lane lane, Actor person) {
    rules
        .against(person.id(), review.subject(), lane, evidence.counting(review), clock.instant())
        .ifPresent(
            reason -> {
              throw new ReviewRefusal.MayNotSign(reason);
            });
  }

  /** A clock that was set back gives no signature a time before what was signed and opened. */
  private void requireClock(Review review, ReviewLane lane) {
    Instant now = clock.instant();
    Stream<Instant> signed =
        signatures.ofReview(review.id().value()).stream()
            .map(signature -> signature.statement().signedAt());
    Stream.concat(Stream.ofNullable(lane.openedAt()), signed)
        .max(Instant::compareTo)
        .filter(now::isBefore)
        .ifPresent(
            before -> {
              throw new SigningRefusal.ClockBehind(now, before);
            });
  }

  private void requireReason(Review review, Lane lane, Verdict verdict) {
    boolean given =
        annotations.mustFix(review.subject().version()).stream()
            .anyMatch(placed -> placed.annotation().lane() == lane);
    if (verdict.needsReason() && !given) {
      throw new ReviewRefusal.ReasonNeeded();
    }
    requireSpan(review, lane, verdict);
  }

  /** Changes can only be proven against marked words. */
  private void requireSpan(Review review, Lane lane, Verdict verdict) {
    boolean marked =
        remarks.ofVersion(review.subject().version()).stream()
            .anyMatch(
                remark ->
                    remark.lane() == lane
                        && remark.mustFix()
                        && remark.open()
                        && remark.place().isPresent());
    if (verdict == Verdict.APPROVE_WITH_CHANGES && !marked) {
      throw new ReviewRefusal.SpanNeeded();
    }
  }

  private static Annotating.Remark mustFix(Lane lane, String words) {
    return new Annotating.Remark(
        lane,
        Annotation.Kind.MUST_FIX,
        Annotation.Category.OTHER,
        words,
        "",
        Annotating.Pointed.at(null));
  }

  private ReviewLane openLane(Review review, Lane lane) {
    ReviewLane row =
        reviews
            .lane(review.id(), lane)
            .orElseThrow(() -> new ReviewRefusal.LaneUnknown(lane.name()));
    if (!review.state().open() || row.state() != ReviewLane.State.OPEN) {
      throw new ReviewRefusal.LaneClosed(lane);
    }
    return row;
  }

  private SignedSubject subject(Review review, ReviewLane lane) {
    return subject(review, lane, digests.hash(checkRun(review)));
  }

  /** The subject with its digest kept; refused where the run is not the one that was checked. */
  private SignedSubject kept(Review review, ReviewLane lane) {
    String hash = digests.keep(checkRun(review)).orElseThrow(SigningRefusal.SubjectChanged::new);
    return subject(review, lane, hash);
  }

  private static UUID checkRun(Review review) {
    return Objects.requireNonNull(review.checkRun(), "an open lane was checked");
  }

  private SignedSubject subject(Review review, ReviewLane lane, String checkRunHash) {
    AssetVersion version = versions.require(review.subject().version());
    return new SignedSubject(
        review.id().value(),
        lane.round(),
        lane.lane(),
        version.id().value(),
        version.contentHash(),
        Objects.requireNonNull(version.metadataHash(), "a submitted version is frozen"),
        checkRun(review),
        checkRunHash);
  }
}
