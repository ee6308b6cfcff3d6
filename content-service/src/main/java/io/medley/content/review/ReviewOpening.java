package io.medley.content.review;

import io.medley.content.asset.AssetMetadata;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionState;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.time.RealTime;
import io.medley.workflows.mlrreview.ReviewProcesses;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens the review of a submitted version and asks for its process; joins the transaction in which
 * it was decided that reviewers get it.
 */
@Component
public class ReviewOpening {

  private static final Actor SYSTEM = Actor.system("review");

  private final Reviews reviews;
  private final AssetVersions versions;
  private final ReviewProcesses processes;
  private final AuditTrail audit;
  private final Clock clock;
  private final RealTime realTime;

  ReviewOpening(
      Reviews reviews,
      AssetVersions versions,
      ReviewProcesses processes,
      AuditTrail audit,
      Clock clock,
      RealTime realTime) {
    this.reviews = reviews;
    this.versions = versions;
    this.processes = processes;
    this.audit = audit;
    this.clock = clock;
    this.realTime = realTime;
  }

  /**
   * Opens the review; nothing happens if the version has one.
   *
   * @param id what it is called
   * @param submitter who submitted the version; may not sign for it
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void open(AssetVersion version, UUID id, String submitter) {
    if (reviews.ofVersion(version.id()).isPresent()) {
      return;
    }
    AssetMetadata metadata = version.metadata();
    Optional<Review> previous = previous(version);
    Review review =
        Review.opened(
            new ReviewId(id),
            new Review.Subject(
                version.id(),
                version.asset(),
                metadata.title(),
                metadata.jobCode(),
                version.number(),
                metadata.language(),
                metadata.brandId(),
                metadata.countries().getFirst(),
                metadata.countries(),
                version.contentHash(),
                Objects.requireNonNull(version.metadataHash(), "a submitted version is frozen"),
                version.author(),
                submitter,
                version.agency()),
            realTime.now(),
            clock.instant(),
            previous.map(earlier -> earlier.round() + 1).orElse(1),
            previous.map(Review::id).orElse(null));
    previous
        .filter(earlier -> earlier.state() == ReviewState.CONDITIONS_OPEN)
        .ifPresent(earlier -> corrected(earlier, version));
    reviews.open(review);
    processes.start(review.id().value(), review.attempt());
    audit.append(
        new AuditEvent(
            "review",
            review.id().toString(),
            "opened",
            SYSTEM,
            Map.of(
                "submitter", submitter,
                "version", version.id().toString(),
                "contentHash", review.subject().contentHash(),
                "metadataHash", review.subject().metadataHash(),
                "markets", review.subject().markets())));
  }

  /** Whether the next submission of a piece answers an approval with changes. */
  @Transactional(readOnly = true)
  public boolean answersConditions(AssetVersion version) {
    return previous(version)
        .filter(earlier -> earlier.state() == ReviewState.CONDITIONS_OPEN)
        .isPresent();
  }

  /** The corrected version is here: the one before it waits no longer. */
  private void corrected(Review earlier, AssetVersion version) {
    reviews.move(earlier.id(), ReviewState.CONDITIONS_OPEN, ReviewState.CORRECTED, clock.instant());
    versions.transition(
        earlier.subject().version(),
        VersionState.CONDITIONS_OPEN,
        VersionState.SUPERSEDED,
        SYSTEM,
        "Version %s was submitted with the changes".formatted(version.number()));
    processes.corrected(earlier.id().value());
  }

  /**
   * The review this submission answers: the piece's newest, unless that one let a version through.
   */
  private Optional<Review> previous(AssetVersion version) {
    return reviews.ofAsset(version.asset()).stream()
        .reduce((first, newest) -> newest)
        .filter(
            review ->
                review.state() == ReviewState.RETURNED
                    || review.state() == ReviewState.CONDITIONS_OPEN);
  }
}
