package io.medley.content.production;

import io.medley.content.asset.NeedsMe;
import io.medley.platform.security.Actor;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Submitted pieces that wait for a coordinator's look. */
@Component
class QcNeedingMe implements NeedsMe {

  private final CoordinatorQc qc;
  private final Clock clock;

  QcNeedingMe(CoordinatorQc qc, Clock clock) {
    this.qc = qc;
    this.clock = clock;
  }

  @Override
  public List<Need> of(Actor actor) {
    Instant now = clock.instant();
    return qc.waiting(actor).stream()
        .map(
            waiting ->
                new Need(
                    waiting.version().metadata().title(),
                    "Submitted by “%s”; its reviewers are asked once you accept it."
                        .formatted(
                            waiting.submission().agency().isEmpty()
                                ? "the house"
                                : waiting.submission().agency()),
                    "Look at it",
                    "/assets/versions/" + waiting.version().id() + "/qc",
                    now.isAfter(Objects.requireNonNull(waiting.submission().dueAt(), "required"))
                        ? Urgency.OVERDUE
                        : Urgency.DUE,
                    waiting.submission().submittedAt()))
        .toList();
  }
}
