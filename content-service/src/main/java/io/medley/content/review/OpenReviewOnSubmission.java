package io.medley.content.review;

import io.medley.content.asset.AssetMetadata;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.SubmissionListener;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.time.RealTime;
import io.medley.workflows.mlrreview.ReviewProcesses;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * A submission opens a review and asks for its process; all of it commits with the submission or
 * not at all.
 */
@Component
class OpenReviewOnSubmission implements SubmissionListener {

  private final Reviews reviews;
  private final ReviewProcesses processes;
  private final AuditTrail audit;
  private final Clock clock;
  private final RealTime realTime;

  OpenReviewOnSubmission(
      Reviews reviews,
      ReviewProcesses processes,
      AuditTrail audit,
      Clock clock,
      RealTime realTime) {
    this.reviews = reviews;
    this.processes = processes;
    this.audit = audit;
    this.clock = clock;
    this.realTime = realTime;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public UUID submitted(AssetVersion version, Actor by) {
    AssetMetadata metadata = version.metadata();
    Review review =
        new Review(
            new ReviewId(UUID.randomUUID()),
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
                by.id(),
                version.agency()),
            ReviewState.OPENED,
            1,
            null,
            null,
            realTime.now(),
            null,
            null,
            null,
            List.of(),
            clock.instant(),
            null);
    reviews.open(review);
    processes.start(review.id().value(), review.attempt());
    audit.append(
        new AuditEvent(
            "review",
            review.id().toString(),
            "opened",
            by,
            Map.of(
                "version", version.id().toString(),
                "contentHash", review.subject().contentHash(),
                "metadataHash", review.subject().metadataHash(),
                "markets", review.subject().markets())));
    return review.id().value();
  }
}
