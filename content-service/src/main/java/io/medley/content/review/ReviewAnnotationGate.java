package io.medley.content.review;

import io.medley.content.annotation.AnnotationGate;
import io.medley.content.asset.AssetVersion;
import io.medley.content.signing.Lane;
import io.medley.content.signing.Signatures;
import io.medley.platform.security.Actor;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** A lane is annotated by those who may sign it, until it is signed. */
@Component
class ReviewAnnotationGate implements AnnotationGate {

  private final Reviews reviews;
  private final Signatures signatures;
  private final LaneRules rules;
  private final LaneEvidence evidence;
  private final Clock clock;

  ReviewAnnotationGate(
      Reviews reviews, Signatures signatures, LaneRules rules, LaneEvidence evidence, Clock clock) {
    this.reviews = reviews;
    this.signatures = signatures;
    this.rules = rules;
    this.evidence = evidence;
    this.clock = clock;
  }

  @Override
  public Optional<String> against(AssetVersion version, Lane lane, Actor person) {
    return reviews
        .ofVersion(version.id())
        .map(
            review ->
                rules.against(
                    person.id(),
                    review.subject(),
                    lane,
                    evidence.counting(review),
                    clock.instant()))
        .orElse(Optional.of("This version was never submitted for review."));
  }

  @Override
  public Optional<String> closed(AssetVersion version, Lane lane) {
    Optional<Review> known = reviews.ofVersion(version.id());
    if (known.isEmpty()) {
      return Optional.of("This version was never submitted for review.");
    }
    Review review = reviews.lock(known.get().id()).orElseThrow();
    Optional<ReviewLane> row = reviews.lane(review.id(), lane);
    if (row.isEmpty()) {
      return Optional.of("The review of this version has no %s lane.".formatted(lane.title()));
    }
    if (!review.state().open() || row.get().state() != ReviewLane.State.OPEN) {
      return Optional.of(
          "The %s lane of this version is not open; annotate the next version."
              .formatted(lane.title()));
    }
    return signatures
        .of(review.id().value(), row.get().round(), lane)
        .map(
            signature ->
                "%s has signed the %s lane; its annotations stand as they are."
                    .formatted(signature.statement().printedName(), lane.title()));
  }
}
