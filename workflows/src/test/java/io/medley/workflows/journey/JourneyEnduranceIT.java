package io.medley.workflows.journey;

import static io.medley.workflows.OnTheEngine.Time.eventually;
import static io.medley.workflows.OnTheEngine.Time.pass;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.jobhandling.JobWorkerChangeSet.EnabledChangeSet;
import io.camunda.client.jobhandling.JobWorkerChangeSet.TimeoutChangeSet;
import io.camunda.client.jobhandling.JobWorkerManager;
import io.medley.workflows.AfterCommit;
import io.medley.workflows.OnTheEngine;
import io.medley.workflows.engine.Engine;
import io.medley.workflows.journey.RecordedJourneys.Journey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What ends journeys elsewhere: a life of 91 days, an event that comes during a pause, and workers
 * that were away; on the real broker.
 */
@OnTheEngine
class JourneyEnduranceIT {

  private static final String TEMPLATE = "journey-launch";

  /** Who waits, who clicks and who must leave while nobody works. */
  private static final int OF_EACH = 8;

  private static final Duration OUTAGE = Duration.ofMinutes(80);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Autowired RecordedJourneys journeys;
  @Autowired JourneyProcesses processes;
  @Autowired Engine engine;
  @Autowired AfterCommit afterCommit;
  @Autowired JobWorkerManager workers;

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

  @Test
  void shouldCatchUpByItselfAfterItsWorkersWereAwayForEightyMinutes() {
    // As it is in a service: what a dead worker had comes back after a while.
    workers.updateJobWorkers(new TimeoutChangeSet(Duration.ofMinutes(5)));
    List<Journey> silent = several();
    List<Journey> clicking = several();
    List<Journey> leaving = several();
    all.forEach(this::start);
    allEndWith(all, "wait await-response");
    List<Journey> late = several();

    workers.updateJobWorkers(new EnabledChangeSet(false));
    try {
      await().atMost(PATIENCE).until(this::nobodyWorks);
      List<List<String>> before = all.stream().map(one -> List.copyOf(one.asked)).toList();
      late.forEach(this::start);
      clicking.forEach(journey -> respond(journey, "CLICKED"));
      leaving.forEach(
          journey ->
              afterCommit.send(() -> processes.exit(journey.id, UUID.randomUUID(), "STOPPED")));
      pass(Duration.ofDays(3));
      pass(OUTAGE);
      assertThat(all.stream().map(one -> List.copyOf(one.asked)).toList())
          .as("nobody works")
          .isEqualTo(before);
    } finally {
      workers.resetJobWorkers();
    }

    allCatchUp(silent, "wait await-response", "wait pause");
    allCatchUp(clicking, "event", "follow-up SENT", "completed", "ended");
    allCatchUp(leaving, "event", "exited STOPPED", "ended");
    allCatchUp(late, "claim", "announce SENT", "wait await-response");
    assertThat(Stream.of(silent, clicking, leaving, late).flatMap(List::stream))
        .as("whatever was repeated was asked under the key it had")
        .allSatisfy(
            journey ->
                assertThat(journey.touches.stream().distinct().map(TouchRequest::stepId))
                    .doesNotHaveDuplicates());
    eventually(() -> assertThat(processes.oldestClaimJobAge()).isEmpty());
  }

  /** Workers that are being closed may take a last job; then whoever starts is not claimed. */
  private boolean nobodyWorks() {
    Journey probe = enrolled();
    start(probe);
    try {
      await().atMost(Duration.ofSeconds(2)).until(() -> !probe.asked.isEmpty());
      return false;
    } catch (ConditionTimeoutException unclaimed) {
      return true;
    }
  }

  private Journey enrolled() {
    Journey journey = journeys.enrolled();
    all.add(journey);
    return journey;
  }

  private List<Journey> several() {
    return Stream.generate(this::enrolled).limit(OF_EACH).toList();
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

  private static void allEndWith(List<Journey> journeys, String... steps) {
    await().atMost(PATIENCE).untilAsserted(() -> endWith(journeys, steps));
  }

  /**
   * Time goes on meanwhile, some two hours at most: what went to a worker in its last moment, or to
   * a question nobody waits for any more, comes back when that worker's time is over.
   */
  private static void allCatchUp(List<Journey> journeys, String... steps) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              pass(Duration.ofSeconds(10));
              endWith(journeys, steps);
            });
  }

  private static void endWith(List<Journey> journeys, String... steps) {
    assertThat(journeys).allSatisfy(journey -> assertThat(journey.asked).endsWith(steps));
  }
}
