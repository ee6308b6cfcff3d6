package io.medley.workflows.journey;

import static io.medley.workflows.OnTheEngine.Time.eventually;
import static io.medley.workflows.OnTheEngine.Time.pass;
import static io.medley.workflows.journey.JourneyChangeTest.LAUNCH;
import static io.medley.workflows.journey.JourneyChangeTest.changed;
import static org.assertj.core.api.Assertions.assertThat;

import io.medley.workflows.OnTheEngine;
import io.medley.workflows.journey.JourneyProcesses.Moved;
import io.medley.workflows.journey.RecordedJourneys.Journey;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Journeys that wait at a timer and at a message go on by another model, on the real broker. */
@OnTheEngine
class JourneyMoveIT extends JourneysOnTheEngine {

  /** Other steps after the waits, so that it is seen by which model somebody goes on. */
  private static final JourneyTemplate SECOND =
      changed(
          "key=\"step\" value=\"reminder\"",
          "key=\"step\" value=\"last-call\"",
          "key=\"step\" value=\"follow-up\"",
          "key=\"step\" value=\"details\"",
          "\"wait_response\"",
          "\"hears_something\"");

  private Journey journey = new Journey();

  /** Whoever begins next begins by the model deployed last. */
  @AfterEach
  void beginByTheFirstModelAgain() {
    processes.deploy(LAUNCH);
  }

  @Test
  void shouldGoOnByTheOtherModelAfterTheWaitAndKeepItsDate() {
    started();
    pass(Duration.ofDays(3));
    endsWith(journey, "wait pause");
    pass(Duration.ofDays(3));

    moves(SECOND, Moved.Outcome.DONE);
    moves(SECOND, Moved.Outcome.DONE);
    pass(Duration.ofDays(1));

    endsWith(journey, "wait pause", "last-call SENT", "completed", "ended");
  }

  @Test
  void shouldHearTheResponseByTheOtherModel() {
    started();

    moves(SECOND, Moved.Outcome.DONE);
    respond(journey, "CLICKED");

    endsWith(journey, "wait await-response", "event", "details SENT", "completed", "ended");
  }

  @Test
  void shouldStillRunOutOfPatienceAtTheDateItHad() {
    started();
    pass(Duration.ofDays(2));

    moves(SECOND, Moved.Outcome.DONE);
    pass(Duration.ofDays(1));

    endsWith(journey, "wait await-response", "wait pause");
  }

  @Test
  void shouldStillLeaveWhenItMust() {
    started();

    moves(SECOND, Moved.Outcome.DONE);
    exit(journey, "STOPPED");

    endsWith(journey, "event", "exited STOPPED", "ended");
  }

  @Test
  void shouldGoOnAsBeforeWhereItCannotStandInTheOtherModel() {
    JourneyTemplate without = changed("\"wait_pause\"", "\"wait_elsewhere\"");
    started();
    pass(Duration.ofDays(3));
    endsWith(journey, "wait pause");

    Moved moved = processes.move(journey.instance, LAUNCH, without);
    assertThat(moved.outcome()).isEqualTo(Moved.Outcome.REFUSED);
    assertThat(moved.why()).contains("wait_pause");
    pass(Duration.ofDays(4));

    endsWith(journey, "reminder SENT", "completed", "ended");
    eventually(
        () ->
            assertThat(processes.move(journey.instance, LAUNCH, SECOND).outcome())
                .as("an instance that is over")
                .isEqualTo(Moved.Outcome.GONE));
  }

  private void started() {
    journey = enrolled();
    start(journey);
    endsWith(journey, "wait await-response");
  }

  /** Until the engine is not between two places any more. */
  private void moves(JourneyTemplate to, Moved.Outcome outcome) {
    eventually(
        () ->
            assertThat(processes.move(journey.instance, LAUNCH, to).outcome()).isEqualTo(outcome));
  }
}
