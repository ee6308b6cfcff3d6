package io.medley.workflows.journey;

import static io.medley.workflows.OnTheEngine.Time.eventually;
import static io.medley.workflows.OnTheEngine.Time.pass;
import static org.assertj.core.api.Assertions.assertThat;

import io.medley.workflows.AfterCommit;
import io.medley.workflows.OnTheEngine;
import io.medley.workflows.engine.Engine;
import io.medley.workflows.journey.RecordedJourneys.Journey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What ends journeys elsewhere: a life of 91 days, and an event that comes during a pause; on the
 * real broker.
 */
@OnTheEngine
class JourneyEnduranceIT {

  private static final String TEMPLATE = "journey-launch";

  @Autowired RecordedJourneys journeys;
  @Autowired JourneyProcesses processes;
  @Autowired Engine engine;
  @Autowired AfterCommit afterCommit;

  private final List<Journey> all = new ArrayList<>();

  @AfterEach
  void cancelWhatIsLeft() {
    all.stream()
        .filter(journey -> journey.instance != 0 && !journey.over())
        .forEach(journey -> engine.cancel(journey.instance));
  }

  @Test
  void shouldLiveOnLongPastNinetyOneDays() {
    Journey journey = enrolled();
    journey.hold("announce", Duration.ofDays(92));
    journey.waits.put("await-response", Duration.ofDays(120));
    journey.waits.put("pause", Duration.ofDays(365));
    start(journey);
    endsWith(journey, "announce HELD_UNTIL");

    pass(Duration.ofDays(92));
    endsWith(journey, "announce SENT", "wait await-response");
    pass(Duration.ofDays(100));
    assertThat(processes.alive(journey.instance)).as("after 192 days").isTrue();
    pass(Duration.ofDays(20));
    endsWith(journey, "wait pause");
    pass(Duration.ofDays(365));

    endsWith(journey, "reminder SENT", "completed", "ended");
  }

  @Test
  void shouldActAfterThePauseOnWhatHappenedDuringIt() {
    Journey journey = enrolled();
    start(journey);
    endsWith(journey, "wait await-response");

    journey.paused = true;
    respond(journey, "CLICKED");
    endsWith(journey, "event", "follow-up paused");
    for (int asked = 2; asked < 5; asked++) {
      pass(Duration.ofDays(20));
      long times = asked;
      eventually(
          () ->
              assertThat(journey.asked.stream().filter("follow-up paused"::equals))
                  .hasSizeGreaterThanOrEqualTo((int) times));
    }
    assertThat(journey.asked).as("nothing leaves meanwhile").doesNotContain("follow-up SENT");

    journey.paused = false;
    pass(Duration.ofMinutes(15));

    endsWith(journey, "follow-up SENT", "completed", "ended");
  }

  private Journey enrolled() {
    Journey journey = journeys.enrolled();
    all.add(journey);
    return journey;
  }

  private void start(Journey journey) {
    afterCommit.send(
        () -> processes.start(new JourneyStart(journey.id, UUID.randomUUID(), TEMPLATE, 1)));
  }

  private void respond(Journey journey, String type) {
    afterCommit.send(() -> processes.respond(journey.id, UUID.randomUUID(), type));
  }

  private static void endsWith(Journey journey, String... steps) {
    eventually(() -> assertThat(journey.asked).endsWith(steps));
  }
}
