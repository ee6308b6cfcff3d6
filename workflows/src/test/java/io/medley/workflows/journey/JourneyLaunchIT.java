package io.medley.workflows.journey;

import static io.medley.workflows.OnTheEngine.Time.eventually;
import static io.medley.workflows.OnTheEngine.Time.now;
import static io.medley.workflows.OnTheEngine.Time.pass;
import static io.medley.workflows.OnTheEngine.Time.stays;
import static org.assertj.core.api.Assertions.assertThat;

import io.medley.workflows.OnTheEngine;
import io.medley.workflows.journey.RecordedJourneys.Journey;
import io.medley.workflows.journey.TouchResult.Outcome;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OnTheEngine
class JourneyLaunchIT extends JourneysOnTheEngine {

  private Journey journey = new Journey();

  @Test
  void shouldFollowUpWhenThePersonClicks() {
    journey = enrolled();
    start(journey);
    asked(journey, "claim", "announce SENT", "wait await-response");

    respond(journey, "OPENED");
    asked(journey, "claim", "announce SENT", "wait await-response", "event");
    respond(journey, "CLICKED");

    asked(
        journey,
        "claim",
        "announce SENT",
        "wait await-response",
        "event",
        "event",
        "follow-up SENT",
        "completed",
        "ended");
    assertThat(journey.touches)
        .containsExactly(
            new TouchRequest(journey.id, "announce", 1, "EMAIL", "announce"),
            new TouchRequest(journey.id, "follow-up", 1, "EMAIL", "follow-up"));
  }

  @Test
  void shouldRemindWhenThePersonStaysSilent() {
    journey = enrolled();
    start(journey);
    asked(journey, "claim", "announce SENT", "wait await-response");

    pass(Duration.ofDays(3));
    asked(journey, "claim", "announce SENT", "wait await-response", "wait pause");
    pass(Duration.ofDays(4));

    asked(
        journey,
        "claim",
        "announce SENT",
        "wait await-response",
        "wait pause",
        "reminder SENT",
        "completed",
        "ended");
  }

  @Test
  void shouldRemindWhenThePersonOnlyOpens() {
    journey = enrolled();
    start(journey);
    asked(journey, "claim", "announce SENT", "wait await-response");
    respond(journey, "OPENED");
    asked(journey, "claim", "announce SENT", "wait await-response", "event");

    pass(Duration.ofDays(3));
    endsWith(journey, "wait pause");
    pass(Duration.ofDays(4));

    endsWith(journey, "wait pause", "reminder SENT", "completed", "ended");
  }

  @Test
  void shouldNotMissAClickThatComesBeforeItWaits() {
    journey = enrolled();
    journey.gate("announce", held(Duration.ofMinutes(5)));
    start(journey);
    asked(journey, "claim", "announce HELD_UNTIL");

    respond(journey, "CLICKED");
    pass(Duration.ofMinutes(5));

    asked(
        journey,
        "claim",
        "announce HELD_UNTIL",
        "announce SENT",
        "wait await-response",
        "event",
        "follow-up SENT",
        "completed",
        "ended");
  }

  @Test
  void shouldAskAgainWhenTheTouchIsHeld() {
    journey = enrolled();
    journey.gate("announce", held(Duration.ofHours(8)));
    journey.gate("announce", held(Duration.ofHours(20)));
    start(journey);
    asked(journey, "claim", "announce HELD_UNTIL");

    pass(Duration.ofHours(8));
    asked(journey, "claim", "announce HELD_UNTIL", "announce HELD_UNTIL");
    pass(Duration.ofHours(12));

    asked(
        journey,
        "claim",
        "announce HELD_UNTIL",
        "announce HELD_UNTIL",
        "announce SENT",
        "wait await-response");
    assertThat(journey.touches).allMatch(touch -> touch.occurrence() == 1);
  }

  @Test
  void shouldLeaveWhenTheGateSaysSo() {
    journey = enrolled();
    journey.gate("announce", new TouchResult(Outcome.EXITED, "CONSENT_MISSING", null));

    start(journey);

    asked(journey, "claim", "announce EXITED", "exited CONSENT_MISSING", "ended");
  }

  @Test
  void shouldLeaveAtTheFollowUpWhenTheGateSaysSo() {
    journey = enrolled();
    journey.gate("follow-up", held(Duration.ofHours(2)));
    journey.gate("follow-up", new TouchResult(Outcome.EXITED, "CAMPAIGN_STOPPED", null));
    start(journey);
    endsWith(journey, "wait await-response");
    respond(journey, "CLICKED");
    endsWith(journey, "follow-up HELD_UNTIL");

    pass(Duration.ofHours(2));

    endsWith(journey, "follow-up EXITED", "exited CAMPAIGN_STOPPED", "ended");
  }

  @Test
  void shouldLeaveAtTheReminderWhenTheGateSaysSo() {
    journey = enrolled();
    journey.gate("announce", new TouchResult(Outcome.SKIPPED, "NO_CONTENT", null));
    journey.gate("reminder", held(Duration.ofHours(2)));
    journey.gate("reminder", new TouchResult(Outcome.EXITED, "CONSENT_MISSING", null));
    start(journey);
    endsWith(journey, "wait await-response");
    pass(Duration.ofDays(3));
    endsWith(journey, "wait pause");
    pass(Duration.ofDays(4));
    endsWith(journey, "reminder HELD_UNTIL");

    pass(Duration.ofHours(2));

    endsWith(journey, "reminder EXITED", "exited CONSENT_MISSING", "ended");
  }

  @Test
  void shouldLeaveWhateverItWaitsFor() {
    journey = enrolled();
    start(journey);
    endsWith(journey, "wait await-response");
    assertThat(processes.alive(journey.instance)).isTrue();

    exit(journey, "STOPPED");

    endsWith(journey, "wait await-response", "event", "exited STOPPED", "ended");
    eventually(() -> assertThat(processes.alive(journey.instance)).isFalse());
  }

  @Test
  void shouldCountTheSameResponseOnce() {
    journey = enrolled();
    start(journey);
    endsWith(journey, "wait await-response");
    UUID event = UUID.randomUUID();
    journey.events.add(event);

    respond(journey, "CLICKED", event);

    endsWith(journey, "wait await-response", "event seen before");
    stays(() -> assertThat(journey.asked).endsWith("event seen before"));
  }

  @Test
  void shouldTouchOnceWhateverIsRepeated() {
    journey = enrolled();
    start(journey);
    start(journey);
    endsWith(journey, "wait await-response");
    start(journey);
    exit(journey, "STOPPED");
    endsWith(journey, "exited STOPPED", "ended");

    start(journey);

    endsWith(journey, "ended", "claim lost", "another ended");
    assertThat(journey.touches).hasSize(1);
    eventually(() -> assertThat(processes.oldestClaimJobAge()).isEmpty());
  }

  @Test
  void shouldTryAFailedTouchAgain() {
    journey = enrolled();
    journey.failures.set(3);

    start(journey);

    asked(journey, "claim", "announce SENT", "wait await-response");
  }

  private static TouchResult held(Duration duration) {
    return new TouchResult(Outcome.HELD_UNTIL, "QUIET_HOURS", now().plus(duration));
  }
}
