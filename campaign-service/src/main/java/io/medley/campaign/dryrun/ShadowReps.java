package io.medley.campaign.dryrun;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The room representatives have in a dry run: what they have at its beginning, less what it asks.
 */
final class ShadowReps {

  /** What a day is, rolling, as it is live. */
  private static final Duration DAY = Duration.ofDays(1);

  private record Place(HcpId hcp, String action) {}

  private static final class Person {
    final Deque<Instant> lately = new ArrayDeque<>();
    int perDay;
    long before;
    int suggestions;
    int busiestDay;
    int turnedAway;
  }

  private final RepRoom live;
  private final Instant start;
  private final Map<Place, RepRoom.Asked> asked = new HashMap<>();
  private final Map<String, Person> people = new TreeMap<>();

  ShadowReps(RepRoom live, Instant start) {
    this.live = live;
    this.start = start;
  }

  /** Why nobody is asked at the instant; empty if somebody is, and then it counts. */
  Optional<String> ask(HcpProfile hcp, String action, Instant now) {
    RepRoom.Asked who =
        asked.computeIfAbsent(new Place(hcp.id(), action), place -> live.of(hcp, action, start));
    if (who.against().isPresent()) {
      return who.against();
    }
    Person person = people.computeIfAbsent(who.person(), key -> new Person());
    person.perDay = who.perDay();
    if (person.suggestions == 0 && person.turnedAway == 0) {
      person.before = who.already();
    }
    while (!person.lately.isEmpty() && !person.lately.getFirst().isAfter(now.minus(DAY))) {
      person.lately.removeFirst();
    }
    // What was asked before the run counts through its first day.
    long before = now.isBefore(start.plus(DAY)) ? person.before : 0;
    if (person.lately.size() + before >= person.perDay) {
      person.turnedAway++;
      return Optional.of("NO_CAPACITY");
    }
    person.lately.addLast(now);
    person.suggestions++;
    person.busiestDay = Math.max(person.busiestDay, person.lately.size());
    return Optional.empty();
  }

  /** The load, who was turned away most first. */
  List<DryRunReport.RepLoad> load() {
    List<DryRunReport.RepLoad> load = new ArrayList<>();
    people.forEach(
        (name, person) ->
            load.add(
                new DryRunReport.RepLoad(
                    name,
                    person.perDay,
                    person.suggestions,
                    person.busiestDay,
                    person.turnedAway)));
    load.sort(
        Comparator.comparingInt(DryRunReport.RepLoad::turnedAway)
            .thenComparingInt(DryRunReport.RepLoad::suggestions)
            .reversed()
            .thenComparing(DryRunReport.RepLoad::person));
    return load;
  }
}
