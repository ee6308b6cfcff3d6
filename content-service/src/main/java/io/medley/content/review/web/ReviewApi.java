package io.medley.content.review.web;

import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.review.LaneDesk;
import io.medley.content.review.ReviewId;
import io.medley.content.review.ReviewLane;
import io.medley.content.review.Reviews;
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
  private final AssetVersions versions;
  private final CurrentActor currentActor;

  ReviewApi(LaneDesk desk, Reviews reviews, AssetVersions versions, CurrentActor currentActor) {
    this.desk = desk;
    this.reviews = reviews;
    this.versions = versions;
    this.currentActor = currentActor;
  }

  @GetMapping
  List<ReviewBody> ofVersion(@RequestParam UUID versionId) {
    Actor actor = currentActor.require();
    VersionId version = versions.requireVisible(new VersionId(versionId), actor).id();
    return reviews.ofVersion(version).stream()
        .map(review -> ReviewBody.of(desk.view(review.id(), actor)))
        .toList();
  }

  @GetMapping("/{id}")
  ReviewBody one(@PathVariable UUID id) {
    return ReviewBody.of(desk.view(new ReviewId(id), currentActor.require()));
  }

  record ReviewBody(
      UUID id,
      UUID versionId,
      String state,
      @Nullable String tier,
      List<String> tierReasons,
      List<LaneBody> lanes,
      @Nullable String outcome,
      Instant openedAt,
      @Nullable Instant closedAt) {

    static ReviewBody of(LaneDesk.View view) {
      String outcome =
          switch (view.review().state()) {
            case OPENED, IN_REVIEW -> null;
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
          view.lanes().stream().map(lane -> LaneBody.of(view, lane)).toList(),
          outcome,
          view.review().openedAt(),
          view.review().closedAt());
    }
  }

  /**
   * @param state {@code PLANNED OPEN SIGNED CLOSED}; signed = the signature is there, its task is
   *     not complete yet
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
      @Nullable String returnReason) {

    static LaneBody of(LaneDesk.View view, ReviewLane lane) {
      LaneDesk.Signed signed = view.signed().get(lane.lane());
      String state =
          signed != null && lane.state() == ReviewLane.State.OPEN ? "SIGNED" : lane.state().name();
      return new LaneBody(
          lane.lane().name(),
          state,
          lane.dates().dueAt(),
          signed == null ? null : signed.signature().statement().verdict().name(),
          signed == null ? null : signed.signature().statement().printedName(),
          signed == null ? null : signed.signature().statement().signedAt(),
          signed == null ? null : signed.signature().id(),
          signed == null ? null : signed.signature().source().name(),
          lane.lastReason());
    }
  }
}
