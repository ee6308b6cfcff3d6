package io.medley.workflows.journey;

import static io.medley.workflows.OnTheEngine.Time.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medley.workflows.AfterCommit;
import io.medley.workflows.engine.Engine;
import io.medley.workflows.journey.RecordedJourneys.Journey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;

/** What tests of journeys on the real broker do: begin them, speak to them, see what they asked. */
abstract class JourneysOnTheEngine {

  /** The journey most of them walk. */
  static final String TEMPLATE = "journey-launch";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Autowired private RecordedJourneys journeys;
  @Autowired JourneyProcesses processes;
  @Autowired private Engine engine;
  @Autowired private AfterCommit afterCommit;

  private final List<Journey> all = new ArrayList<>();

  @AfterEach
  void cancelWhatIsLeft() {
    all.forEach(Journey::goOn);
    all.stream()
        .filter(journey -> journey.instance != 0 && !journey.over())
        .forEach(journey -> engine.cancel(journey.instance));
  }

  /** A new enrolment whose touches are all sent; its journey has not begun. */
  final Journey enrolled() {
    Journey journey = journeys.enrolled();
    all.add(journey);
    return journey;
  }

  /** So many of them. */
  final List<Journey> enrolled(int many) {
    return Stream.generate(this::enrolled).limit(many).toList();
  }

  final void start(Journey journey) {
    start(journey, TEMPLATE);
  }

  final void start(Journey journey, String template) {
    JourneyStart start = new JourneyStart(journey.id, UUID.randomUUID(), template, 1);
    afterCommit.send(() -> processes.start(start));
  }

  final void respond(Journey journey, String type) {
    respond(journey, type, UUID.randomUUID());
  }

  final void respond(Journey journey, String type, UUID event) {
    afterCommit.send(() -> processes.respond(journey.id, event, type));
  }

  final void postponed(Journey journey, String step, Instant until) {
    afterCommit.send(() -> processes.postponed(journey.id, UUID.randomUUID(), step, until));
  }

  final void exit(Journey journey, String reason) {
    afterCommit.send(() -> processes.exit(journey.id, UUID.randomUUID(), reason));
  }

  /** It asked exactly this. */
  static void asked(Journey journey, String... steps) {
    eventually(() -> assertThat(journey.asked).containsExactly(steps));
  }

  /** This is what it asked last. */
  static void endsWith(Journey journey, String... steps) {
    eventually(() -> assertThat(journey.asked).endsWith(steps));
  }

  /** This is what each of many asked last. */
  static void allEndWith(List<Journey> journeys, String... steps) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(journeys)
                    .allSatisfy(journey -> assertThat(journey.asked).endsWith(steps)));
  }
}
