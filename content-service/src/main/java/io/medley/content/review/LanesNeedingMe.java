package io.medley.content.review;

import io.medley.content.asset.NeedsMe;
import io.medley.content.signing.SignatureSource;
import io.medley.platform.security.Actor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Lanes that wait for this reviewer, and those they signed and still have to complete in Tasklist.
 */
@Component
class LanesNeedingMe implements NeedsMe {

  private final ReviewInbox inbox;
  private final Clock clock;

  LanesNeedingMe(ReviewInbox inbox, Clock clock) {
    this.inbox = inbox;
    this.clock = clock;
  }

  @Override
  public List<Need> of(Actor actor) {
    if (actor.agency() != null) {
      return List.of();
    }
    Instant now = clock.instant();
    return inbox.of(actor, ReviewInbox.Wish.none()).stream()
        .filter(
            row -> row.signer().isEmpty() || row.source().equals(SignatureSource.TASKLIST.name()))
        .map(row -> row.signer().isEmpty() ? waiting(row, now) : signed(row))
        .toList();
  }

  private static Need waiting(Reviews.InboxLane row, Instant now) {
    boolean late = row.dueAt().isBefore(now);
    boolean soon = row.dueAt().isBefore(now.plus(Duration.ofDays(1)));
    String why =
        row.lastReason().isEmpty()
            ? "%s review, %s, tier %s%s"
                .formatted(
                    row.lane().title(),
                    String.join(", ", row.markets()),
                    row.tier(),
                    late ? "; the verdict is overdue." : soon ? "; due within a day." : ".")
            : "Came back to you: " + row.lastReason();
    return new Need(
        row.title(),
        why,
        "Review",
        "/desk/" + row.review() + "/" + row.lane(),
        late ? Urgency.OVERDUE : soon ? Urgency.DUE : Urgency.OPEN,
        row.openedAt());
  }

  private static Need signed(Reviews.InboxLane row) {
    return new Need(
        row.title(),
        "%s is signed: finish in Tasklist, or let it be completed here."
            .formatted(row.lane().title()),
        "Finish",
        "/sign/" + row.review() + "/" + row.lane() + "/signed",
        Urgency.DUE,
        row.openedAt());
  }
}
