package io.medley.content.scorecard;

import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.NeedsMe;
import io.medley.platform.security.Actor;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** What waits for a coordinator: pieces whose lanes let their day pass, samples to tag again. */
@Component
class CoordinatorNeeds implements NeedsMe {

  private final Scorecards scorecards;
  private final Clock clock;

  CoordinatorNeeds(Scorecards scorecards, Clock clock) {
    this.scorecards = scorecards;
    this.clock = clock;
  }

  @Override
  public List<Need> of(Actor actor) {
    List<Need> needs = new ArrayList<>();
    if (!scorecards.seesEverything(actor)) {
      return needs;
    }
    Instant now = clock.instant();
    for (QueueEntry entry : scorecards.queue(actor)) {
      // What waits for the coordinator says so itself, with the button that leads there.
      if (entry.overdueAt(now) && !entry.state().equals(QueueEntry.IN_QC)) {
        List<String> late =
            entry.lanes().stream()
                .filter(lane -> lane.state().equals("OPEN") && lane.dueAt().isBefore(now))
                .map(lane -> lane.lane().toLowerCase(java.util.Locale.ROOT))
                .toList();
        needs.add(
            new Need(
                entry.title(),
                "The %s review is overdue.".formatted(String.join(" and ", late)),
                "See the review",
                "/reviews/" + entry.review(),
                Urgency.OVERDUE,
                Objects.requireNonNull(entry.dueAt())));
      }
    }
    for (AssetVersion version : scorecards.toTagAgain(actor)) {
      needs.add(
          new Need(
              version.metadata().title(),
              "In the sample: a second person's tags show how far people agree.",
              "Tag it again",
              "/assets/versions/" + version.id() + "/second-tags",
              Urgency.OPEN,
              version.createdAt()));
    }
    return needs;
  }
}
