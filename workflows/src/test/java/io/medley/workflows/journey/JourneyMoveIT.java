package io.medley.workflows.journey;

import static io.medley.workflows.OnTheEngine.Time.eventually;
import static io.medley.workflows.OnTheEngine.Time.pass;
import static io.medley.workflows.journey.JourneyChangeTest.LAUNCH;
import static io.medley.workflows.journey.JourneyChangeTest.changed;
import static org.assertj.core.api.Assertions.assertThat;

import io.medley.workflows.AfterCommit;
import io.medley.workflows.OnTheEngine;
import io.medley.workflows.engine.Engine;
import io.medley.workflows.journey.JourneyProcesses.Moved;
import io.medley.workflows.journey.RecordedJourneys.Journey;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Journeys that wait at a timer and at a message go on by another model, on the real broker. */
@OnTheEngine
class JourneyMoveIT {

  /** Other steps after the waits, so that it is seen by which model somebody goes on. */
  private static final JourneyTemplate SECOND =
      changed(
          "key=\"step\" value=\"reminder\"",
          "key=\"step\" value=\"last-call\"",
          "key=\"step\" value=\"follow-up\"",
          "key=\"step\" value=\"details\"",
          "\"wait_response\"",
          "\"hears_something\"");

  @Autowired RecordedJourneys journeys;
  @Autowired JourneyProcesses processes;
  @Autowired Engine engine;
  @Autowired AfterCommit afterCommit;

  private Journey journey = new Journey();

  @AfterEach
  void cancelWhatIsLeft() {
    if (journey.instance != 0 && !journey.over()) {
      engine.cancel(journey.instance);
    }
  }

  @Test
  void shouldGoOnByTheOtherModelAfterTheWaitAndKeepItsDate() {
    started();
    pass(Duration.ofDays(3));
    endsWith("wait pause");
    pass(Duration.ofDays(3));

    moves(SECOND, Moved.Outcome.DONE);
    moves(SECOND, Moved.Outcome.DONE);
    pass(Duration.ofDays(1));

    endsWith("wait pause", "last-call SENT", "completed", "ended");
  }

  @Test
  void shouldHearTheResponseByTheOtherModel() {
    started();

    moves(SECOND, Moved.Outcome.DONE);
    afterCommit.send(() -> processes.respond(journey.id, UUID.randomUUID(), "CLICKED"));

    endsWith("wait await-response", "event", "details SENT", "completed", "ended");
  }

  @Test
  void shouldStillRunOutOfPatienceAtTheDateItHad() {
    started();
    pass(Duration.ofDays(2));

    moves(SECOND, Moved.Outcome.DONE);
    pass(Duration.ofDays(1));

    endsWith("wait await-response", "wait pause");
  }

  @Test
  void shouldStillLeaveWhenItMust() {
    started();

    moves(SECOND, Moved.Outcome.DONE);
    afterCommit.send(() -> processes.exit(journey.id, UUID.randomUUID(), "STOPPED"));

    endsWith("event", "exited STOPPED", "ended");
  }

  @Test
  void shouldGoOnAsBeforeWhereItCannotStandInTheOtherModel() {
    JourneyTemplate without = changed("\"wait_pause\"", "\"wait_elsewhere\"");
    started();
    pass(Duration.ofDays(3));
    endsWith("wait pause");

    Moved moved = processes.move(journey.instance, LAUNCH, without);
    assertThat(moved.outcome()).isEqualTo(Moved.Outcome.REFUSED);
    assertThat(moved.why()).contains("wait_pause");
    pass(Duration.ofDays(4));

    endsWith("reminder SENT", "completed", "ended");
    eventually(
        () ->
            assertThat(processes.move(journey.instance, LAUNCH, SECOND).outcome())
                .as("an instance that is over")
                .isEqualTo(Moved.Outcome.GONE));
  }

  private void started() {
    journey = journeys.enrolled();
    JourneyStart start = new JourneyStart(journey.id, UUID.randomUUID(), LAUNCH.id(), 1);
    afterCommit.send(() -> processes.start(start));
    endsWith("wait await-response");
  }

  /** Until the engine is not between two places any more. */
  private void moves(JourneyTemplate to, Moved.Outcome outcome) {
    eventually(
        () ->
            assertThat(processes.move(journey.instance, LAUNCH, to).outcome()).isEqualTo(outcome));
  }

  private void endsWith(String... steps) {
    eventually(() -> assertThat(journey.asked).endsWith(steps));
  }
}
