package io.medley.content.production;

import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.SubmissionListener;
import io.medley.platform.security.Actor;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * A submission goes to its production's process, which asks whether a coordinator looks; its review
 * opens after that under the id that is told now.
 */
@Component
class SubmissionToQc implements SubmissionListener {

  private final Productions productions;
  private final ProductionFollowing following;
  private final Clock clock;

  SubmissionToQc(Productions productions, ProductionFollowing following, Clock clock) {
    this.productions = productions;
    this.following = following;
    this.clock = clock;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public UUID submitted(AssetVersion version, Actor by) {
    Production production = following.of(version);
    UUID review = UUID.randomUUID();
    productions.add(
        new Submission(
            UUID.randomUUID(),
            production.id(),
            version.id(),
            version.asset(),
            version.agency(),
            version.metadata().countries(),
            version.contentHash(),
            Objects.requireNonNull(version.metadataHash(), "a submitted version is frozen"),
            by.id(),
            clock.instant(),
            review,
            Submission.Qc.WAITING,
            "",
            null,
            null,
            null,
            List.of(),
            "",
            false));
    following.tell(production);
    return review;
  }
}
