package io.medley.content.review;

import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionState;
import io.medley.content.lifecycle.Approval;
import io.medley.content.lifecycle.Publishing;
import io.medley.content.market.MarketPacks;
import io.medley.content.precheck.CheckRun;
import io.medley.content.precheck.CheckRunDigests;
import io.medley.content.precheck.Finding;
import io.medley.content.precheck.PreChecks;
import io.medley.content.precheck.Severity;
import io.medley.content.precheck.Stage;
import io.medley.content.signing.LaneSignature;
import io.medley.content.signing.Verdict;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.signing.CanonicalJson;
import io.medley.platform.signing.Signer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The end of a review that every lane approved: what is found once more, the seal over all it rests
 * on, and going live. Everything happens in the caller's transaction, with the review locked.
 */
@Component
class Sealing {

  private static final Actor SYSTEM = Actor.system("review");

  /** The present form of a seal; one without a form does not say which check runs it rests on. */
  private static final int SEAL_FORM = 2;

  private final Reviews reviews;
  private final AssetVersions versions;
  private final PreChecks preChecks;
  private final CheckRunDigests digests;
  private final LaneEvidence evidence;
  private final Publishing publishing;
  private final ReviewNotices notices;
  private final MarketPacks packs;
  private final Signer signer;
  private final AuditTrail audit;
  private final Clock clock;

  Sealing(
      Reviews reviews,
      AssetVersions versions,
      PreChecks preChecks,
      CheckRunDigests digests,
      LaneEvidence evidence,
      Publishing publishing,
      ReviewNotices notices,
      MarketPacks packs,
      Signer signer,
      AuditTrail audit,
      Clock clock) {
    this.reviews = reviews;
    this.versions = versions;
    this.preChecks = preChecks;
    this.digests = digests;
    this.evidence = evidence;
    this.publishing = publishing;
    this.notices = notices;
    this.packs = packs;
    this.signer = signer;
    this.audit = audit;
    this.clock = clock;
  }

  /** The seal was refused; somebody has to look why. */
  static final class VerdictDoesNotHold extends RuntimeException {
    VerdictDoesNotHold(ReviewId review, String reason) {
      super("Review %s is not sealed: %s".formatted(review, reason));
    }
  }

  /**
   * Checks once more before the approval is sealed. A block that no lane has seen as one, because
   * the label, a claim, a registration or a rule's severity changed during the review, goes back to
   * the agency unless somebody with a name decided against it, with a reason.
   */
  boolean stopped(Review review) {
    AssetVersion version = versions.require(review.subject().version());
    if (ReturnedLists.isOver(version, packs, clock.instant())) {
      note(review.id(), "blocked-before-seal", Map.of("reason", ReturnedLists.over(version)));
      return true;
    }
    Set<String> seen =
        preChecks.latest(review.subject().version(), Stage.REVIEW).stream()
            .flatMap(run -> run.findings().stream())
            .filter(finding -> finding.severity() == Severity.BLOCK)
            .map(Finding::key)
            .collect(Collectors.toSet());
    CheckRun now = preChecks.run(review.subject().version(), Stage.APPROVAL);
    List<Finding> unseen =
        now.findings().stream()
            .filter(finding -> finding.effective() == Severity.BLOCK)
            .filter(finding -> !seen.contains(finding.key()))
            .toList();
    if (!unseen.isEmpty()) {
      note(
          review.id(),
          "blocked-before-seal",
          Map.of(
              "checkRun",
              now.id().toString(),
              "reason",
              unseen.getFirst().ruleId() + ": " + unseen.getFirst().message()));
    }
    return !unseen.isEmpty();
  }

  /** Seals an approval whose every verdict holds. */
  void seal(Review review) {
    requireEveryVerdictHolds(review);
    Approval.Proof proof = proof(review);
    AssetVersion version =
        versions.transition(
            review.subject().version(),
            VersionState.IN_REVIEW,
            VersionState.APPROVED,
            SYSTEM,
            "Every lane approved");
    byte[] statement =
        CanonicalJson.of(
            Map.of(
                "form", SEAL_FORM,
                "checkRuns", checkRuns(review),
                "review", review.id().toString(),
                "version", version.id().toString(),
                "number", version.number(),
                "contentHash", review.subject().contentHash(),
                "metadataHash", review.subject().metadataHash(),
                "signatures",
                    proof.signatures().stream()
                        .map(signed -> signed.signatureId().toString())
                        .toList(),
                "carries",
                    reviews.lanes(review.id()).stream()
                        .flatMap(lane -> Optional.ofNullable(lane.carryId()).stream())
                        .map(UUID::toString)
                        .toList(),
                "time", clock.instant().toString()));
    reviews.sealed(
        review.id(),
        Map.of(
            "statement", new String(statement, StandardCharsets.UTF_8),
            "keyId", signer.keyId(),
            "signature", Base64.getEncoder().encodeToString(signer.sign(statement))));
    reviews.move(review.id(), ReviewState.IN_REVIEW, ReviewState.APPROVED, clock.instant());
    reviews.move(review.id(), ReviewState.APPROVED, ReviewState.SEALED, clock.instant());
    note(review.id(), "sealed", Map.of("number", version.number()));
  }

  /** Publishes what is sealed; doing so again changes nothing. */
  void goLive(Review review) {
    if (!reviews.move(review.id(), ReviewState.SEALED, ReviewState.LIVE, clock.instant())) {
      return;
    }
    publishing.goLive(
        versions.require(review.subject().version()),
        proof(review),
        Objects.requireNonNullElse(review.tier(), ""),
        SYSTEM);
    note(review.id(), "went-live", Map.of());
    notices.live(review);
  }

  /** The runs the approval rests on: what the lanes were shown, and what was found at the end. */
  private List<Map<String, String>> checkRuns(Review review) {
    Stream<UUID> shown = Stream.ofNullable(review.checkRun());
    Stream<UUID> atTheEnd =
        preChecks.latest(review.subject().version(), Stage.APPROVAL).stream().map(CheckRun::id);
    return Stream.concat(shown, atTheEnd)
        .map(
            run ->
                Map.of(
                    "id", run.toString(),
                    "hash",
                        digests
                            .keep(run)
                            .orElseThrow(
                                () ->
                                    new VerdictDoesNotHold(
                                        review.id(),
                                        "check run %s is not what was checked".formatted(run)))))
        .toList();
  }

  /**
   * A verdict counts through its signature over these bytes and tags, or through its signature over
   * an earlier version and a carry record that verifies. Anything else stops the seal.
   */
  private void requireEveryVerdictHolds(Review review) {
    AssetVersion version = versions.require(review.subject().version());
    List<ReviewLane> lanes = reviews.lanes(review.id());
    if (lanes.isEmpty()) {
      throw new IllegalStateException("Nothing is sealed that no lane looked at");
    }
    for (ReviewLane lane : lanes) {
      if (lane.state() != ReviewLane.State.CLOSED || lane.verdict() != Verdict.APPROVE) {
        throw new VerdictDoesNotHold(
            review.id(), "the %s lane did not approve".formatted(lane.lane().title()));
      }
      evidence
          .against(review, version, lane)
          .ifPresent(
              reason -> {
                throw new VerdictDoesNotHold(review.id(), reason);
              });
    }
  }

  private Approval.Proof proof(Review review) {
    List<LaneSignature> counting =
        reviews.lanes(review.id()).stream()
            .flatMap(lane -> evidence.of(review, lane).stream())
            .map(LaneEvidence.Evidence::signature)
            .toList();
    Instant last =
        counting.stream()
            .map(signature -> signature.statement().signedAt())
            .max(Instant::compareTo)
            .orElseThrow(() -> new IllegalStateException("Nothing approved without a signature"));
    return new Approval.Proof(
        review.id().value(),
        last,
        counting.stream()
            .map(
                signature ->
                    new Approval.Proof.Signed(
                        signature.statement().subject().lane().name(),
                        signature.statement().printedName(),
                        signature.statement().signedAt(),
                        signature.id()))
            .toList());
  }

  private void note(ReviewId id, String action, Map<String, ?> facts) {
    audit.append(new AuditEvent("review", id.toString(), action, SYSTEM, facts));
  }
}
