package io.medley.content.review;

import io.medley.content.annotation.Annotations;
import io.medley.content.annotation.PlacedAnnotation;
import io.medley.content.asset.AssetText;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.precheck.CheckRun;
import io.medley.content.precheck.PreChecks;
import io.medley.content.signing.Lane;
import io.medley.content.signing.LaneSignature;
import io.medley.content.signing.SignatureVerification;
import io.medley.content.signing.Signatures;
import io.medley.content.signing.Verdict;
import io.medley.platform.security.Actor;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reading reviews for people: who may see what, and all that a page needs in one go. */
@Service
public class LaneDesk {

  private final Reviews reviews;
  private final ReviewHistory history;
  private final AssetVersions versions;
  private final AssetText texts;
  private final Annotations annotations;
  private final PreChecks preChecks;
  private final Signatures signatures;
  private final SignatureVerification verification;
  private final LaneEvidence evidence;
  private final MarketSteps steps;
  private final TierFactsMeasuring facts;

  LaneDesk(
      Reviews reviews,
      ReviewHistory history,
      AssetVersions versions,
      AssetText texts,
      Annotations annotations,
      PreChecks preChecks,
      Signatures signatures,
      SignatureVerification verification,
      LaneEvidence evidence,
      MarketSteps steps,
      TierFactsMeasuring facts) {
    this.reviews = reviews;
    this.history = history;
    this.versions = versions;
    this.texts = texts;
    this.annotations = annotations;
    this.preChecks = preChecks;
    this.signatures = signatures;
    this.verification = verification;
    this.evidence = evidence;
    this.steps = steps;
    this.facts = facts;
  }

  /**
   * A review with everything that belongs to it.
   *
   * @param run the pre-check run reviewers see; null before the process checked
   * @param signed what the lanes' present rounds rest on: signatures made here, and carried ones
   * @param steps titles of what its markets want between approval and first use
   */
  public record View(
      Review review,
      AssetVersion version,
      List<ReviewLane> lanes,
      Map<Lane, Signed> signed,
      @Nullable CheckRun run,
      Optional<ReturnedList> returned,
      List<String> steps) {

    /** The lane's row. */
    public ReviewLane lane(Lane lane) {
      return lanes.stream()
          .filter(row -> row.lane() == lane)
          .findFirst()
          .orElseThrow(() -> new ReviewRefusal.LaneUnknown(lane.name()));
    }
  }

  /**
   * A signature and whether it still verifies for the version as it is stored.
   *
   * @param carried how it came to this version; empty if it was made on it
   */
  public record Signed(LaneSignature signature, boolean valid, String carried) {

    /** A signature made on the version itself. */
    public Signed(LaneSignature signature, boolean valid) {
      this(signature, valid, "");
    }

    /** What the lane says of this version. */
    public Verdict verdict() {
      return carried.isEmpty() ? signature.statement().verdict() : Verdict.APPROVE;
    }
  }

  /** As {@link #signatures(AssetVersion, Actor)}, of a version somebody already found. */
  @Transactional(readOnly = true)
  public List<Signed> signatures(VersionId id, Actor actor) {
    return signatures(versions.require(id), actor);
  }

  /**
   * Every signature that was made on the version or carried to it, in the order they were made, if
   * this person hears of them already.
   */
  @Transactional(readOnly = true)
  public List<Signed> signatures(AssetVersion version, Actor actor) {
    return reviews.ofVersion(version.id()).stream()
        .filter(review -> review.state().lanesHeardBy(actor))
        .flatMap(
            review ->
                Stream.concat(
                    reviews.lanes(review.id()).stream()
                        .flatMap(lane -> carried(review, version, lane).stream()),
                    signatures.ofReview(review.id().value()).stream()
                        .map(signature -> signed(signature, version))))
        .sorted(Comparator.comparing(signed -> signed.signature().statement().signedAt()))
        .toList();
  }

  private Signed signed(LaneSignature signature, AssetVersion version) {
    return new Signed(
        signature,
        verification.holdsFor(
                signature, version.contentHash(), String.valueOf(version.metadataHash()))
            && evidence.againstRun(signature).isEmpty());
  }

  private Optional<Signed> carried(Review review, AssetVersion version, ReviewLane lane) {
    return lane.carryId() == null
        ? Optional.empty()
        : evidence
            .of(review, lane)
            .map(
                rests ->
                    new Signed(
                        rests.signature(),
                        evidence.against(review, version, lane).isEmpty(),
                        evidence.carried(rests)));
  }

  /**
   * The review, if this person may see it: everybody sees the reviews of the versions they may see,
   * an agency while the round runs only that it runs, and by when.
   */
  @Transactional(readOnly = true)
  public View view(ReviewId id, Actor actor) {
    Review review = reviews.find(id).orElseThrow(() -> new ReviewRefusal.ReviewUnknown(id));
    AssetVersion version;
    try {
      version = versions.requireVisible(review.subject().version(), actor);
    } catch (io.medley.content.asset.AssetRefusal.VersionUnknown hidden) {
      throw new ReviewRefusal.ReviewUnknown(id);
    }
    if (!review.state().lanesHeardBy(actor)) {
      return new View(
          review.unheard(),
          version,
          reviews.lanes(id).stream()
              .filter(lane -> lane.state() != ReviewLane.State.DROPPED)
              .map(ReviewLane::unheard)
              .toList(),
          Map.of(),
          preChecks.latest(version.id()).orElse(null),
          Optional.empty(),
          List.of());
    }
    List<ReviewLane> lanes = reviews.lanes(id);
    Map<Lane, Signed> signed = new EnumMap<>(Lane.class);
    lanes.forEach(
        lane ->
            carried(review, version, lane).ifPresent(carried -> signed.put(lane.lane(), carried)));
    signatures.ofReview(id.value()).stream()
        .filter(signature -> lanes.stream().anyMatch(lane -> current(signature, lane)))
        .forEach(
            signature ->
                signed.put(signature.statement().subject().lane(), signed(signature, version)));
    return new View(
        review,
        version,
        lanes,
        signed,
        preChecks.latest(version.id()).orElse(null),
        reviews.returnedList(id),
        steps.of(review).stream().map(standing -> standing.step().title()).toList());
  }

  /** As {@link #view}, for those who work on reviews: never for an agency. */
  @Transactional(readOnly = true)
  public View deskView(ReviewId id, Actor actor) {
    if (actor.agency() != null) {
      throw new ReviewRefusal.ReviewUnknown(id);
    }
    return view(id, actor);
  }

  /** The piece as it was read: text with places, page images, harmless HTML. */
  public ExtractedFile rendition(View view) {
    return texts.rendition(view.version().id());
  }

  /** What the lanes say about the version, brought forward remarks included. */
  public List<PlacedAnnotation> annotations(View view) {
    return annotations.ofVersion(view.version().id());
  }

  /**
   * What in the piece may call for more lanes.
   *
   * @param says continues “the piece”
   * @param quote its words, at most 80 characters
   */
  public record Call(String says, String quote) {}

  /** What in the piece may call for more lanes, by the rules of today. */
  public List<Call> calls(View view) {
    CheckRun run = view.run();
    return run == null
        ? List.of()
        : facts.pulled(view.version(), run).stream()
            .map(pulled -> new Call(pulled.says(), pulled.quote()))
            .toList();
  }

  public List<ReviewHistory.Event> history(ReviewId id) {
    return history.of(id);
  }

  /** Why the tier is what it is, as stored JSON. */
  public Optional<String> tierEvidence(ReviewId id) {
    return reviews.tierEvidence(id);
  }

  private static boolean current(LaneSignature signature, ReviewLane lane) {
    return signature.statement().subject().lane() == lane.lane()
        && signature.statement().subject().round() == lane.round();
  }
}
