package io.medley.content.review.web;

import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.review.LaneDesk;
import io.medley.content.review.ReviewId;
import io.medley.content.review.ReviewLane;
import io.medley.content.review.Reviews;
import io.medley.content.review.RoundReading;
import io.medley.content.review.SignedDecision;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reviews, to be read; they move by submission and signature only. */
@RestController
@RequestMapping("/api/reviews")
class ReviewApi {

  private final LaneDesk desk;
  private final Reviews reviews;
  private final RoundReading rounds;
  private final AssetVersions versions;
  private final CurrentActor currentActor;

  ReviewApi(
      LaneDesk desk,
      Reviews reviews,
      RoundReading rounds,
      AssetVersions versions,
      CurrentActor currentActor) {
    this.desk = desk;
    this.reviews = reviews;
    this.rounds = rounds;
    this.versions = versions;
    this.currentActor = currentActor;
  }

  @GetMapping
  List<ReviewBody> ofVersion(@RequestParam UUID versionId) {
    Actor actor = currentActor.require();
    VersionId version = versions.requireVisible(new VersionId(versionId), actor).id();
    return reviews.ofVersion(version).stream()
        .map(review -> body(desk.view(review.id(), actor), actor))
        .toList();
  }

  @GetMapping("/{id}")
  ReviewBody one(@PathVariable UUID id) {
    Actor actor = currentActor.require();
    return body(desk.view(new ReviewId(id), actor), actor);
  }

  private ReviewBody body(LaneDesk.View view, Actor actor) {
    return ReviewBody.of(
        view, rounds.steps(view.review(), actor).stream().map(StepBody::of).toList());
  }

  /** The one list from all lanes; empty for an agency while the round runs. */
  @GetMapping("/{id}/list")
  ListBody list(@PathVariable UUID id) {
    Actor actor = currentActor.require();
    LaneDesk.View view = desk.view(new ReviewId(id), actor);
    RoundReading.ConsolidatedList list = rounds.list(view.review(), actor);
    return new ListBody(
        id,
        view.review().round(),
        list.mustFix().values().stream().flatMap(List::stream).toList(),
        list.suggestions().values().stream().flatMap(List::stream).toList());
  }

  /** Must-fix points, then suggestions, each in page order. */
  record ListBody(
      UUID review,
      int round,
      List<RoundReading.Point> mustFix,
      List<RoundReading.Point> suggestions) {}

  record ReviewBody(
      UUID id,
      UUID versionId,
      String state,
      @Nullable String tier,
      List<String> tierReasons,
      int round,
      List<LaneBody> lanes,
      List<StepBody> steps,
      @Nullable String outcome,
      Instant openedAt,
      @Nullable Instant closedAt) {

    static ReviewBody of(LaneDesk.View view, List<StepBody> steps) {
      String outcome =
          switch (view.review().state()) {
            case OPENED, IN_REVIEW -> null;
            case CONDITIONS_OPEN, CORRECTED -> "CHANGES";
            case APPROVED, SEALED, LIVE -> "APPROVED";
            case RETURNED -> "RETURNED";
            case REJECTED -> "REJECTED";
          };
      return new ReviewBody(
          view.review().id().value(),
          view.version().id().value(),
          view.review().state().name(),
          view.review().tier(),
          view.review().tierReasons(),
          view.review().round(),
          view.lanes().stream().map(lane -> LaneBody.of(view, lane)).toList(),
          steps,
          outcome,
          view.review().openedAt(),
          view.review().closedAt());
    }
  }

  /**
   * A step of a market between approval and first use.
   *
   * @param state {@code LATER OPEN RECORDED}
   * @param record number or name that was recorded
   */
  record StepBody(
      String key, String title, String market, String lane, String state, @Nullable String record) {

    static StepBody of(RoundReading.Step step) {
      SignedDecision record = step.record();
      return new StepBody(
          step.key(),
          step.title(),
          step.market(),
          step.lane().name(),
          record != null ? "RECORDED" : step.open() ? "OPEN" : "LATER",
          record == null ? null : record.text("record"));
    }
  }

  /**
   * @param state {@code PLANNED OPEN SIGNED CLOSED}; signed = the signature is there, its task is
   *     not complete yet. For an agency every lane is {@code OPEN} and says nothing while the round
   *     runs
   * @param carried how the verdict came to this version; null if it was signed here
   */
  record LaneBody(
      String lane,
      String state,
      Instant dueAt,
      @Nullable String verdict,
      @Nullable String signer,
      @Nullable Instant signedAt,
      @Nullable UUID signatureId,
      @Nullable String source,
      @Nullable String carried,
      @Nullable String returnReason) {

    static LaneBody of(LaneDesk.View view, ReviewLane lane) {
      LaneDesk.Signed signed = view.signed().get(lane.lane());
      String state =
          signed != null && lane.state() == ReviewLane.State.OPEN ? "SIGNED" : lane.state().name();
      return new LaneBody(
          lane.lane().name(),
          state,
          lane.dates().dueAt(),
          signed == null ? null : signed.verdict().name(),
          signed == null ? null : signed.signature().statement().printedName(),
          signed == null ? null : signed.signature().statement().signedAt(),
          signed == null ? null : signed.signature().id(),
          signed == null ? null : signed.signature().source().name(),
          signed == null || signed.carried().isEmpty() ? null : signed.carried(),
          lane.lastReason());
    }
  }
}
