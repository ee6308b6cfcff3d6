package io.medley.campaign.campaign;

import io.medley.workflows.journey.JourneyTemplate;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Events a campaign may name as its goal: when one comes, there is nothing left to ask for. */
public final class GoalEvents {

  /** What any campaign can be for. */
  public static final Set<String> COMMON =
      Set.of(
          "MEETING_BOOKED",
          "SAMPLE_REQUESTED",
          "REGISTERED",
          "ATTENDED",
          "INFORMATION_REQUESTED",
          "TOPIC_REQUESTED");

  /** What a message's reader does moves a journey; it is no goal. */
  private static final Set<String> READING = Set.of("OPENED", "CLICKED");

  private GoalEvents() {}

  /** Those a campaign of this template can name, in alphabetical order. */
  public static SortedSet<String> of(JourneyTemplate template) {
    SortedSet<String> goals = new TreeSet<>(COMMON);
    goals.addAll(template.awaited());
    goals.removeAll(READING);
    return goals;
  }
}
