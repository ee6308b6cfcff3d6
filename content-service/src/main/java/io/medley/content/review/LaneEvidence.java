package io.medley.content.review;

import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.market.MarketPacks;
import io.medley.content.precheck.CheckRunDigests;
import io.medley.content.signing.Lane;
import io.medley.content.signing.LaneSignature;
import io.medley.content.signing.SignatureVerification;
import io.medley.content.signing.Signatures;
import io.medley.content.signing.SignedSubject;
import io.medley.content.signing.Verdict;
import io.medley.platform.signing.SignatureVerifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a lane's verdict rests on, and whether it holds: its signature over exactly these bytes and
 * tags, or its signature over an earlier version together with a signed carry record from that
 * version to this one. One changed byte without either voids it.
 */
@Component
class LaneEvidence {

  private final Reviews reviews;
  private final Signatures signatures;
  private final SignatureVerification verification;
  private final SignatureVerifier verifier;
  private final Carries carries;
  private final ChangeMeasuring measuring;
  private final AssetVersions versions;
  private final MarketPacks packs;
  private final CheckRunDigests digests;

  LaneEvidence(
      Reviews reviews,
      Signatures signatures,
      SignatureVerification verification,
      SignatureVerifier verifier,
      Carries carries,
      ChangeMeasuring measuring,
      AssetVersions versions,
      MarketPacks packs,
      CheckRunDigests digests) {
    this.reviews = reviews;
    this.signatures = signatures;
    this.verification = verification;
    this.verifier = verifier;
    this.carries = carries;
    this.measuring = measuring;
    this.versions = versions;
    this.packs = packs;
    this.digests = digests;
  }

  /**
   * What a closed lane rests on.
   *
   * @param carry null where the lane signed this version itself
   */
  record Evidence(LaneSignature signature, CarryRecord.@Nullable Signed carry) {

    /** What the lane says of this version. */
    Verdict verdict() {
      return carry == null ? signature.statement().verdict() : Verdict.APPROVE;
    }
  }

  /** The lane's evidence, whether it holds or not; empty if there is none. */
  Optional<Evidence> of(Review review, ReviewLane lane) {
    UUID carryId = lane.carryId();
    if (carryId != null) {
      return carries
          .find(carryId)
          .flatMap(
              carry ->
                  signatures
                      .find(carry.carry().signature())
                      .map(signature -> new Evidence(signature, carry)));
    }
    return signatures
        .of(review.id().value(), lane.round(), lane.lane())
        .map(signature -> new Evidence(signature, null));
  }

  /** How a verdict came to this version, in words; empty where it was signed here. */
  String carried(Evidence rests) {
    CarryRecord.Signed signed = rests.carry();
    if (signed == null) {
      return "";
    }
    String from =
        versions
            .find(new VersionId(rests.signature().statement().subject().version()))
            .map(version -> "version " + version.number())
            .orElse("an earlier version");
    return switch (signed.carry().kind()) {
      case UNTOUCHED ->
          "Carried over from %s: nothing that changed concerns this lane (rules %s)"
              .formatted(from, signed.carry().ruleVersion());
      case CONDITIONS_VERIFIED ->
          "Carried over from %s: only the conditions changed, each verified by %s"
              .formatted(from, signed.carry().verifiedBy());
    };
  }

  /**
   * The signatures a review rests on so far: those of its lanes' present rounds and those carried
   * over to it. Who is among them may not sign a lane that has to be another person's.
   */
  List<LaneSignature> counting(Review review) {
    return reviews.lanes(review.id()).stream()
        .flatMap(lane -> of(review, lane).stream())
        .map(Evidence::signature)
        .toList();
  }

  /**
   * Why the lane's recorded verdict does not hold for the version as it is stored; empty = it does.
   */
  Optional<String> against(Review review, AssetVersion version, ReviewLane lane) {
    Optional<Evidence> found = of(review, lane);
    if (found.isEmpty()) {
      return Optional.of("there is no signature of the %s lane".formatted(lane.lane().title()));
    }
    Evidence evidence = found.get();
    String content = version.contentHash();
    String metadata = String.valueOf(version.metadataHash());
    if (!content.equals(review.subject().contentHash())
        || !metadata.equals(review.subject().metadataHash())) {
      return Optional.of("the version is not the one that was submitted");
    }
    if (evidence.verdict() != lane.verdict()) {
      return Optional.of(
          "the %s lane's row says another verdict than its signature"
              .formatted(lane.lane().title()));
    }
    Optional<String> findings = againstRun(evidence.signature());
    if (findings.isPresent()) {
      return findings;
    }
    CarryRecord.Signed carry = evidence.carry();
    if (carry == null) {
      return verification.holdsFor(evidence.signature(), content, metadata)
          ? Optional.empty()
          : Optional.of(
              "the signature of the %s lane does not verify for these bytes and tags"
                  .formatted(lane.lane().title()));
    }
    return againstCarry(review, version, lane, evidence.signature(), carry);
  }

  /** Why the findings the signer was shown are not those that are stored; empty = they are. */
  Optional<String> againstRun(LaneSignature signature) {
    SignedSubject subject = signature.statement().subject();
    String hash = subject.checkRunHash();
    return hash == null
        ? Optional.empty()
        : digests.differences(subject.checkRun(), hash).stream()
            .findFirst()
            .map(
                found ->
                    "the findings the %s lane was shown are not those that are stored: %s, %s"
                        .formatted(subject.lane().title(), found.place(), found.explanation()));
  }

  private Optional<String> againstCarry(
      Review review,
      AssetVersion version,
      ReviewLane lane,
      LaneSignature signature,
      CarryRecord.Signed signed) {
    CarryRecord carry = signed.carry();
    String of = "the carry record of the " + lane.lane().title() + " lane ";
    if (!Arrays.equals(carry.canonical(), signed.statement())
        || !verifier.verify(signed.keyId(), signed.statement(), signed.signature())) {
      return Optional.of(of + "does not verify");
    }
    boolean ofThisLane =
        carry.review().equals(review.id())
            && carry.lane() == lane.lane()
            && carry.round() == lane.round()
            && signature.statement().subject().lane() == lane.lane();
    if (!ofThisLane) {
      return Optional.of(of + "belongs to another lane or review");
    }
    if (!carry.to().equals(hashes(version))) {
      return Optional.of(of + "is for other bytes or tags");
    }
    if (!verification.holdsFor(signature, carry.from().content(), carry.from().metadata())) {
      return Optional.of(of + "rests on a signature that does not verify");
    }
    boolean approves =
        switch (carry.kind()) {
          case UNTOUCHED -> signature.statement().verdict() == Verdict.APPROVE;
          case CONDITIONS_VERIFIED ->
              signature.statement().verdict() == Verdict.APPROVE
                  || signature.statement().verdict() == Verdict.APPROVE_WITH_CHANGES;
        };
    if (!approves) {
      return Optional.of(of + "rests on a signature that did not approve");
    }
    if (mustBeFresh(review, lane.lane())) {
      return Optional.of(
          of + "does not count: this market wants a fresh signature on the final form");
    }
    AssetVersion before =
        versions.require(new VersionId(signature.statement().subject().version()));
    if (!before.asset().equals(version.asset())) {
      return Optional.of(of + "comes from another piece");
    }
    VersionChanges changes = measuring.between(before, version);
    if (changes.longer()) {
      return Optional.of(of + "does not count for a longer time than the one that was signed for");
    }
    if (!changes.hash().equals(carry.diffHash())) {
      return Optional.of(of + "is about other changes than those between the two versions");
    }
    return Optional.empty();
  }

  /** Whether a market of the piece lets only a fresh signature of this lane count. */
  boolean mustBeFresh(Review review, Lane lane) {
    return lane == Lane.FINAL
        && review.subject().markets().stream()
            .anyMatch(market -> packs.of(market).finalSignatory().signsFinalForm());
  }

  static CarryRecord.Hashes hashes(AssetVersion version) {
    return new CarryRecord.Hashes(version.contentHash(), String.valueOf(version.metadataHash()));
  }
}
