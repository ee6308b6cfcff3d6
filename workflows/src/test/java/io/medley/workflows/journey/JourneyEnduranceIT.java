package io.medley.workflows.journey;

import static io.medley.workflows.OnTheEngine.Time.eventually;
import static io.medley.workflows.OnTheEngine.Time.pass;
import static io.medley.workflows.OnTheEngine.Time.stays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medley.workflows.OnTheEngine;
import io.medley.workflows.OnTheEngine.Time;
import io.medley.workflows.engine.Outage;
import io.medley.workflows.journey.RecordedJourneys.Journey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
class JourneyEnduranceIT extends JourneysOnTheEngine {

  private static final int OF_EACH = 8;
  private static final Duration OUTAGE = Duration.ofMinutes(80);
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Autowired Outage outage;

  private boolean away;

  @AfterEach
  void leaveTheWorkersAsTheyWere() {
    if (away) {
      outage.forget();
      await().atMost(PATIENCE).until(this::somebodyWorks);
    }
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
  void shouldWaitForTheRepUntilThePauseIsOverAndNotForever() {
    Journey journey = enrolled();
    journey.facts.put(SplitRequest.Fact.TIER, "1");
    start(journey, "journey-web-request");
    endsWith(journey, "wait engaged");
    respond(journey, "CLICKED");
    endsWith(journey, "rep-call SUGGESTED");
    pass(Duration.ofDays(4));

    postpone(journey, Duration.ofDays(30));
    pass(Duration.ofDays(20));
    stays(() -> assertThat(journey.asked).as("nobody answers").endsWith("event"));
    postpone(journey, Duration.ofDays(1));
    pass(Duration.ofDays(1));

    endsWith(journey, "event", "webinar-invite SENT", "wait await-webinar");
  }

  private void postpone(Journey journey, Duration by) {
    int before = journey.events.size();
    postponed(journey, "rep-call", Time.now().plus(by));
    eventually(() -> assertThat(journey.events).hasSizeGreaterThan(before));
  }

  @Test
  void shouldCatchUpByItselfAfterItsWorkersWereAwayForEightyMinutes() {
    away = true;
    outage.holdAsInAService();
    await().atMost(PATIENCE).until(this::somebodyWorks);
    List<Journey> silent = enrolled(OF_EACH);
    silent.forEach(journey -> journey.waits.put("await-response", OUTAGE.dividedBy(2)));
    List<Journey> clicking = enrolled(OF_EACH);
    List<Journey> leaving = enrolled(OF_EACH);
    List<Journey> inHand = enrolled(OF_EACH);
    inHand.forEach(journey -> journey.keep("announce"));
    List<Journey> waiting = Stream.of(silent, clicking, leaving).flatMap(List::stream).toList();
    waiting.forEach(this::start);
    inHand.forEach(this::start);
    allEndWith(waiting, "wait await-response");
    allEndWith(inHand, "announce begun");
    List<Journey> late = enrolled(OF_EACH);

    outage.crash();
    assertThat(somebodyWorks()).as("somebody works").isFalse();
    late.forEach(this::start);
    clicking.forEach(journey -> respond(journey, "CLICKED"));
    leaving.forEach(journey -> exit(journey, "STOPPED"));
    pass(OUTAGE);
    stays(
        () -> {
          assertThat(waiting)
              .as("nobody works")
              .allSatisfy(journey -> assertThat(journey.asked).endsWith("wait await-response"));
          assertThat(late).allSatisfy(journey -> assertThat(journey.asked).isEmpty());
        });
    outage.end();

    allEndWith(silent, "wait await-response", "wait pause");
    allEndWith(clicking, "event", "follow-up SENT", "completed", "ended");
    allEndWith(leaving, "event", "exited STOPPED", "ended");
    allEndWith(late, "claim", "announce SENT", "wait await-response");
    allEndWith(inHand, "announce begun", "announce SENT", "wait await-response");
    assertThat(Stream.of(waiting, late, inHand).flatMap(List::stream))
        .as("whatever was repeated was asked under the key it had")
        .allSatisfy(
            journey ->
                assertThat(journey.touches.stream().distinct().map(TouchRequest::stepId))
                    .doesNotHaveDuplicates());
    eventually(() -> assertThat(processes.oldestClaimJobAge()).isEmpty());
  }

  /** The engine holds jobs for years here: what a stop left in the air would never come back. */
  @Test
  void shouldLeaveNothingInTheAirWhenAServiceStops() {
    away = true;
    List<Journey> inHand = enrolled(OF_EACH);
    inHand.forEach(journey -> journey.keep("announce"));
    inHand.forEach(this::start);
    allEndWith(inHand, "announce begun");

    CompletableFuture<Void> stopping = CompletableFuture.runAsync(outage::stop);
    await().during(SOON).atMost(PATIENCE).until(() -> !stopping.isDone());
    List<Journey> late = enrolled(OF_EACH);
    late.forEach(this::start);
    inHand.forEach(Journey::goOn);
    await().atMost(PATIENCE).until(stopping::isDone);
    assertThat(inHand)
        .as("what was in hand is finished, nothing else is begun")
        .allSatisfy(journey -> assertThat(journey.asked).endsWith("announce SENT"));
    assertThat(late).allSatisfy(journey -> assertThat(journey.asked).isEmpty());
    outage.end();

    allEndWith(inHand, "announce begun", "announce SENT", "wait await-response");
    assertThat(inHand).allSatisfy(journey -> assertThat(journey.touches).hasSize(1));
    allEndWith(late, "claim", "announce SENT", "wait await-response");
  }

  /** A stream that was just closed may take a last job with it; then whoever starts hangs. */
  private boolean somebodyWorks() {
    Journey probe = enrolled();
    start(probe);
    try {
      await().atMost(SOON).until(() -> probe.asked.contains("wait await-response"));
      return true;
    } catch (ConditionTimeoutException nobody) {
      return false;
    }
  }
}
