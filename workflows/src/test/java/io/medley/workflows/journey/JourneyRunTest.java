package io.medley.workflows.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.workflows.journey.RecordedJourneys.Journey;
import io.medley.workflows.journey.TouchResult.Outcome;
import io.medley.workflows.journey.interpreter.JourneyMessage;
import io.medley.workflows.journey.interpreter.JourneyModel;
import io.medley.workflows.journey.interpreter.JourneyRun;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Walks of the launch template without an engine, on a clock the test moves. */
class JourneyRunTest {

  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  private static final JourneyModel LAUNCH = model("journey-launch");

  private Instant now = START;
  private final RecordedJourneys journeys = new RecordedJourneys(() -> now);
  private final Journey journey = journeys.enrolled();
  private JourneyRun run = run(LAUNCH);

  @Test
  void shouldFollowUpOnAClickAndKeepWaitingOnAnOpening() {
    run.start(now);
    hear(JourneyMessage.response(UUID.randomUUID(), "OPENED"));
    assertThat(run.due()).contains(START.plus(Duration.ofDays(3)));
    hear(JourneyMessage.response(UUID.randomUUID(), "CLICKED"));

    assertThat(journey.asked)
        .containsExactly(
            "claim",
            "announce SENT",
            "wait await-response",
            "event",
            "event",
            "follow-up SENT",
            "completed",
            "ended");
    assertThat(run.over()).isTrue();
  }

  @Test
  void shouldWaitExactlyAsLongAsItIsTold() {
    run.start(now);
    pass(Duration.ofDays(3).minusMillis(1));
    assertThat(journey.asked).endsWith("wait await-response");
    pass(Duration.ofMillis(1));
    assertThat(journey.asked).endsWith("wait pause");
    pass(Duration.ofDays(400));

    assertThat(journey.asked).endsWith("wait pause", "reminder SENT", "completed", "ended");
  }

  @Test
  void shouldKeepAResponseForTenMinutesOnly() {
    journey.hold("announce", Duration.ofMinutes(9));
    run.start(now);
    hear(JourneyMessage.response(UUID.randomUUID(), "CLICKED"));
    pass(Duration.ofMinutes(9));
    assertThat(journey.asked).endsWith("follow-up SENT", "completed", "ended");

    Journey late = journeys.enrolled();
    late.hold("announce", Duration.ofMinutes(10));
    JourneyRun other = new JourneyRun(LAUNCH, journeys, late.id, UUID.randomUUID(), 1, 2);
    other.start(now);
    other.hear(JourneyMessage.response(UUID.randomUUID(), "CLICKED"), now);
    now = now.plus(Duration.ofMinutes(10));
    other.advance(now);
    assertThat(late.asked).endsWith("announce SENT", "wait await-response");
  }

  @Test
  void shouldAskTheGateAgainWhenItSays() {
    journey.hold("announce", Duration.ofHours(8));
    journey.hold("announce", Duration.ofHours(20));
    run.start(now);
    pass(Duration.ofHours(8));
    pass(Duration.ofHours(20));

    assertThat(journey.asked)
        .containsExactly(
            "claim",
            "announce HELD_UNTIL",
            "announce HELD_UNTIL",
            "announce SENT",
            "wait await-response");
  }

  @Test
  void shouldLeaveWithTheReasonOfTheGateOrOfTheEvent() {
    journey.gate("announce", new TouchResult(Outcome.EXITED, "CONSENT_MISSING", null));
    run.start(now);
    assertThat(journey.asked)
        .containsExactly("claim", "announce EXITED", "exited CONSENT_MISSING", "ended");

    Journey stopped = journeys.enrolled();
    JourneyRun other = new JourneyRun(LAUNCH, journeys, stopped.id, UUID.randomUUID(), 1, 2);
    other.start(now);
    other.hear(JourneyMessage.exit(UUID.randomUUID(), "STOPPED"), now);
    assertThat(stopped.asked)
        .containsExactly(
            "claim", "announce SENT", "wait await-response", "event", "exited STOPPED", "ended");
    assertThat(other.due()).isEmpty();
  }

  @Test
  void shouldEndAtOnceWhenAnotherJourneyHasTheEnrolment() {
    journey.instance = 99;
    run.start(now);

    assertThat(journey.asked).containsExactly("claim lost", "another ended");
    assertThat(run.over()).isTrue();
  }

  @Test
  void shouldTryAStepAgainThatCouldNotBeDone() {
    journey.failures.set(1);
    assertThatThrownBy(() -> run.start(now)).hasMessageContaining("cannot be asked now");
    run.advance(now);

    assertThat(journey.asked).containsExactly("claim", "announce SENT", "wait await-response");
  }

  @Test
  void shouldGoOnByItselfWhenNoRepAnswers() {
    run = run(model("journey-rep-call-follow-up"));
    run.start(now);
    hear(JourneyMessage.answer(UUID.randomUUID(), "prepared-email", "ACCEPTED"));
    pass(Duration.ofDays(1));
    assertThat(journey.asked).endsWith("event", "remind-rep SUGGESTED");
    hear(JourneyMessage.answer(UUID.randomUUID(), "prepared-email", "COMPLETED"));
    assertThat(journey.asked).as("the answer to an earlier step").endsWith("event");
    hear(JourneyMessage.answer(UUID.randomUUID(), "remind-rep", "COMPLETED"));

    assertThat(journey.asked).endsWith("event", "wait read");
  }

  private void hear(JourneyMessage message) {
    run.hear(message, now);
  }

  private void pass(Duration duration) {
    now = now.plus(duration);
    run.advance(now);
  }

  private JourneyRun run(JourneyModel model) {
    return new JourneyRun(model, journeys, journey.id, UUID.randomUUID(), 1, 1);
  }

  static JourneyModel model(String templateId) {
    return JourneyModel.compile(
        JourneyTemplates.read().stream()
            .filter(template -> template.id().equals(templateId))
            .findFirst()
            .orElseThrow()
            .bpmnXml());
  }
}
