package io.medley.workflows.journey;

import static io.medley.workflows.OnTheEngine.Time.eventually;
import static io.medley.workflows.OnTheEngine.Time.now;
import static io.medley.workflows.OnTheEngine.Time.pass;
import static io.medley.workflows.OnTheEngine.Time.stays;
import static org.assertj.core.api.Assertions.assertThat;

import io.medley.workflows.AfterCommit;
import io.medley.workflows.OnTheEngine;
import io.medley.workflows.engine.Engine;
import io.medley.workflows.journey.RecordedJourneys.Journey;
import io.medley.workflows.journey.TouchResult.Outcome;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@OnTheEngine
class JourneyLaunchIT {

  private static final String TEMPLATE = "journey-launch";

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
  void shouldFollowUpWhenThePersonClicks() {
    journey = journeys.enrolled();
    start();
    has("claim", "announce SENT", "wait await-response");

    respond("OPENED");
    has("claim", "announce SENT", "wait await-response", "event");
    respond("CLICKED");

    has(
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
    journey = journeys.enrolled();
    start();
    has("claim", "announce SENT", "wait await-response");

    pass(Duration.ofDays(3));
    has("claim", "announce SENT", "wait await-response", "wait pause");
    pass(Duration.ofDays(4));

    has(
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
    journey = journeys.enrolled();
    start();
    has("claim", "announce SENT", "wait await-response");
    respond("OPENED");
    has("claim", "announce SENT", "wait await-response", "event");

    pass(Duration.ofDays(3));
    eventually(() -> assertThat(journey.asked).endsWith("wait pause"));
    pass(Duration.ofDays(4));

    ends("wait pause", "reminder SENT", "completed", "ended");
  }

  @Test
  void shouldNotMissAClickThatComesBeforeItWaits() {
    journey = journeys.enrolled();
    journey.gate("announce", held(Duration.ofMinutes(5)));
    start();
    has("claim", "announce HELD_UNTIL");

    respond("CLICKED");
    pass(Duration.ofMinutes(5));

    has(
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
    journey = journeys.enrolled();
    journey.gate("announce", held(Duration.ofHours(8)));
    journey.gate("announce", held(Duration.ofHours(20)));
    start();
    has("claim", "announce HELD_UNTIL");

    pass(Duration.ofHours(8));
    has("claim", "announce HELD_UNTIL", "announce HELD_UNTIL");
    pass(Duration.ofHours(12));

    has(
        "claim",
        "announce HELD_UNTIL",
        "announce HELD_UNTIL",
        "announce SENT",
        "wait await-response");
    assertThat(journey.touches).allMatch(touch -> touch.occurrence() == 1);
  }

  @Test
  void shouldLeaveWhenTheGateSaysSo() {
    journey = journeys.enrolled();
    journey.gate("announce", new TouchResult(Outcome.EXITED, "CONSENT_MISSING", null));

    start();

    has("claim", "announce EXITED", "exited CONSENT_MISSING", "ended");
  }

  @Test
  void shouldLeaveAtTheFollowUpWhenTheGateSaysSo() {
    journey = journeys.enrolled();
    journey.gate("follow-up", held(Duration.ofHours(2)));
    journey.gate("follow-up", new TouchResult(Outcome.EXITED, "CAMPAIGN_STOPPED", null));
    start();
    eventually(() -> assertThat(journey.asked).endsWith("wait await-response"));
    respond("CLICKED");
    eventually(() -> assertThat(journey.asked).endsWith("follow-up HELD_UNTIL"));

    pass(Duration.ofHours(2));

    ends("follow-up EXITED", "exited CAMPAIGN_STOPPED", "ended");
  }

  @Test
  void shouldLeaveAtTheReminderWhenTheGateSaysSo() {
    journey = journeys.enrolled();
    journey.gate("announce", new TouchResult(Outcome.SKIPPED, "NO_CONTENT", null));
    journey.gate("reminder", held(Duration.ofHours(2)));
    journey.gate("reminder", new TouchResult(Outcome.EXITED, "CONSENT_MISSING", null));
    start();
    eventually(() -> assertThat(journey.asked).endsWith("wait await-response"));
    pass(Duration.ofDays(3));
    eventually(() -> assertThat(journey.asked).endsWith("wait pause"));
    pass(Duration.ofDays(4));
    eventually(() -> assertThat(journey.asked).endsWith("reminder HELD_UNTIL"));

    pass(Duration.ofHours(2));

    ends("reminder EXITED", "exited CONSENT_MISSING", "ended");
  }

  @Test
  void shouldLeaveWhateverItWaitsFor() {
    journey = journeys.enrolled();
    start();
    eventually(() -> assertThat(journey.asked).endsWith("wait await-response"));
    assertThat(processes.alive(journey.instance)).isTrue();

    afterCommit.send(() -> processes.exit(journey.id, UUID.randomUUID(), "STOPPED"));

    ends("wait await-response", "event", "exited STOPPED", "ended");
    eventually(() -> assertThat(processes.alive(journey.instance)).isFalse());
  }

  @Test
  void shouldCountTheSameResponseOnce() {
    journey = journeys.enrolled();
    start();
    eventually(() -> assertThat(journey.asked).endsWith("wait await-response"));
    UUID event = UUID.randomUUID();
    journey.events.add(event);

    afterCommit.send(() -> processes.respond(journey.id, event, "CLICKED"));

    ends("wait await-response", "event seen before");
    stays(() -> assertThat(journey.asked).endsWith("event seen before"));
  }

  @Test
  void shouldTouchOnceWhateverIsRepeated() {
    journey = journeys.enrolled();
    start();
    start();
    eventually(() -> assertThat(journey.asked).endsWith("wait await-response"));
    start();
    afterCommit.send(() -> processes.exit(journey.id, UUID.randomUUID(), "STOPPED"));
    ends("exited STOPPED", "ended");

    start();

    ends("ended", "claim lost", "another ended");
    assertThat(journey.touches).hasSize(1);
    eventually(() -> assertThat(processes.oldestClaimJobAge()).isEmpty());
  }

  @Test
  void shouldTryAFailedTouchAgain() {
    journey = journeys.enrolled();
    journey.failures.set(3);

    start();

    has("claim", "announce SENT", "wait await-response");
  }

  private static TouchResult held(Duration duration) {
    return new TouchResult(Outcome.HELD_UNTIL, "QUIET_HOURS", now().plus(duration));
  }

  private void start() {
    JourneyStart start = new JourneyStart(journey.id, UUID.randomUUID(), TEMPLATE, 1);
    afterCommit.send(() -> processes.start(start));
  }

  private void respond(String type) {
    afterCommit.send(() -> processes.respond(journey.id, UUID.randomUUID(), type));
  }

  private void has(String... steps) {
    eventually(() -> assertThat(journey.asked).containsExactly(steps));
  }

  private void ends(String... steps) {
    eventually(() -> assertThat(journey.asked).endsWith(steps));
  }
}
