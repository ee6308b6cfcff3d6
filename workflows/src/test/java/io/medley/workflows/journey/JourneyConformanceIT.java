package io.medley.workflows.journey;

import static io.medley.workflows.OnTheEngine.Time.eventually;
import static io.medley.workflows.OnTheEngine.Time.now;
import static io.medley.workflows.OnTheEngine.Time.pass;
import static org.assertj.core.api.Assertions.assertThat;

import io.medley.workflows.AfterCommit;
import io.medley.workflows.OnTheEngine;
import io.medley.workflows.engine.Engine;
import io.medley.workflows.journey.RecordedJourneys.Journey;
import io.medley.workflows.journey.TouchResult.Outcome;
import io.medley.workflows.journey.interpreter.JourneyMessage;
import io.medley.workflows.journey.interpreter.JourneyModel;
import io.medley.workflows.journey.interpreter.JourneyRun;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Every template, walked by the broker and by the interpreter with the same people, who respond,
 * are held, decline and leave by chance of a seed: both must ask the same of the domain, in the
 * same order.
 */
@OnTheEngine
class JourneyConformanceIT {

  private static final int PEOPLE_PER_TEMPLATE = 4;
  private static final int ROUNDS = 40;
  private static final Duration MARGIN = Duration.ofMinutes(3);
  private static final List<String> RESPONSES =
      List.of(
          "OPENED",
          "CLICKED",
          "REGISTERED",
          "ATTENDED",
          "QUESTION",
          "ANSWERED_YES",
          "CONSENT_CONFIRMED");
  private static final List<String> ANSWERS = List.of("ACCEPTED", "COMPLETED", "DISMISSED");

  @Autowired RecordedJourneys onBroker;
  @Autowired JourneyProcesses processes;
  @Autowired Engine engine;
  @Autowired AfterCommit afterCommit;

  private Instant virtual = Instant.EPOCH;
  private final RecordedJourneys interpreted = new RecordedJourneys(() -> virtual);
  private final List<Person> people = new ArrayList<>();
  private final List<Instant> forgotten = new ArrayList<>();

  /**
   * Shorter than a response is kept: what is said meanwhile is heard at the next wait. With the
   * margin it still ends well before that.
   */
  private static final Duration BRIEF = Duration.ofMinutes(3);

  /** One person, twice: on the broker and interpreted. The first is held briefly and responds. */
  private static final class Person {
    final JourneyTemplate template;
    final boolean heldBriefly;
    final Journey live = new Journey();
    final Journey dry = new Journey(live.id);
    final JourneyRun run;
    final Random random;

    Person(JourneyTemplate template, int number, RecordedJourneys interpreted) {
      this.template = template;
      this.heldBriefly = number == 0;
      this.random =
          new Random(
              UUID.nameUUIDFromBytes((template.id() + number).getBytes(StandardCharsets.UTF_8))
                  .getMostSignificantBits());
      this.run =
          new JourneyRun(
              JourneyModel.compile(template.bpmnXml()),
              interpreted,
              live.id,
              UUID.randomUUID(),
              1,
              1);
      for (JourneyTemplate.Step step : template.steps()) {
        if (step.kind() == JourneyTemplate.Kind.TOUCH) {
          touch(step.stepId());
        } else if (step.rule().event() != null && random.nextInt(3) == 0) {
          live.past.add(step.stepId());
          dry.past.add(step.stepId());
        } else if (step.kind() == JourneyTemplate.Kind.SPLIT) {
          String tier = Integer.toString(1 + random.nextInt(4));
          live.facts.put(SplitRequest.Fact.TIER, tier);
          dry.facts.put(SplitRequest.Fact.TIER, tier);
        } else if (step.kind() == JourneyTemplate.Kind.SUGGEST && random.nextInt(4) == 0) {
          boolean exits = random.nextInt(4) == 0;
          SuggestionResult result =
              new SuggestionResult(
                  exits ? SuggestionResult.Outcome.EXITED : SuggestionResult.Outcome.NOT_SUGGESTED,
                  "NO_CAPACITY",
                  null);
          live.suggestions.put(step.stepId(), result);
          dry.suggestions.put(step.stepId(), result);
        }
      }
    }

    private void touch(String step) {
      for (int holds = random.nextInt(3); holds > 0; holds--) {
        Duration some = Duration.ofHours(1 + random.nextInt(30));
        Duration hold = heldBriefly ? BRIEF : some;
        live.hold(step, hold);
        dry.hold(step, hold);
      }
      Outcome outcome =
          List.of(
                  Outcome.SENT,
                  Outcome.SENT,
                  Outcome.SENT,
                  Outcome.SKIPPED,
                  Outcome.GHOST,
                  Outcome.SENT,
                  Outcome.SENT,
                  Outcome.EXITED)
              .get(random.nextInt(8));
      TouchResult result = new TouchResult(outcome, "BY_CHANCE", null);
      live.gate(step, result);
      dry.gate(step, result);
    }
  }

  @AfterEach
  void cancelWhatIsLeft() {
    for (Person person : people) {
      if (person.live.instance != 0 && !person.live.over()) {
        engine.cancel(person.live.instance);
      }
    }
  }

  @Test
  void shouldWalkEveryTemplateAsTheBrokerDoes() {
    for (JourneyTemplate template : processes.templates()) {
      for (int number = 0; number < PEOPLE_PER_TEMPLATE; number++) {
        Person person = new Person(template, number, interpreted);
        onBroker.enrolled(person.live);
        interpreted.enrolled(person.dry);
        people.add(person);
        afterCommit.send(
            () ->
                processes.start(
                    new JourneyStart(person.live.id, UUID.randomUUID(), template.id(), 1)));
        virtual = now();
        person.run.start(virtual);
      }
    }
    same();

    for (int round = 0; round < ROUNDS && people.stream().anyMatch(p -> !p.run.over()); round++) {
      for (Person person : people) {
        if (!person.run.over()) {
          happens(person);
        }
      }
      same();
      timePasses();
      same();
    }

    assertThat(people).as("everybody came to an end").allMatch(person -> person.run.over());
    assertThat(people.stream().map(person -> person.template.id()).distinct())
        .hasSize(processes.templates().size());
    assertThat(people.stream().flatMap(person -> person.dry.asked.stream()))
        .as("the chances of the seed cover")
        .contains("event", "completed", "exited BY_CHANCE", "exited STOPPED")
        .anyMatch(asked -> asked.endsWith("HELD_UNTIL"))
        .anyMatch(asked -> asked.endsWith("NOT_SUGGESTED"))
        .anyMatch(asked -> asked.startsWith("priority takes "));
  }

  /** Most of the time nothing; a response, an answer, seldom an exit. */
  private void happens(Person person) {
    int chance = person.random.nextInt(20);
    UUID event = UUID.randomUUID();
    boolean waitsForSomebody =
        person.dry.asked.getLast().startsWith("wait")
            || person.dry.asked.getLast().endsWith(" SUGGESTED")
            || person.dry.asked.getLast().startsWith("event");
    virtual = now();
    forgotten.add(virtual.plus(Names.RESPONSE_KEPT));
    if (person.heldBriefly && person.dry.asked.getLast().endsWith("HELD_UNTIL")) {
      afterCommit.send(() -> processes.respond(person.live.id, event, "OPENED"));
      person.run.hear(JourneyMessage.response(event, "OPENED"), virtual);
    } else if (chance == 0) {
      afterCommit.send(() -> processes.exit(person.live.id, event, "STOPPED"));
      person.run.hear(JourneyMessage.exit(event, "STOPPED"), virtual);
    } else if (waitsForSomebody && chance < 8) {
      String type = RESPONSES.get(person.random.nextInt(RESPONSES.size()));
      afterCommit.send(() -> processes.respond(person.live.id, event, type));
      person.run.hear(JourneyMessage.response(event, type), virtual);
    } else if (waitsForSomebody && chance == 18) {
      Instant until = virtual.plus(Duration.ofDays(2));
      afterCommit.send(() -> processes.replanned(person.live.id, event, until));
      person.run.hear(JourneyMessage.replanned(event, until), virtual);
    } else if (waitsForSomebody && chance < 14) {
      List<String> steps =
          person.template.steps().stream()
              .filter(step -> step.kind() == JourneyTemplate.Kind.SUGGEST)
              .map(JourneyTemplate.Step::stepId)
              .toList();
      if (!steps.isEmpty()) {
        String step = steps.get(person.random.nextInt(steps.size()));
        String answer = ANSWERS.get(person.random.nextInt(ANSWERS.size()));
        afterCommit.send(() -> processes.answered(person.live.id, event, step, answer));
        person.run.hear(JourneyMessage.answer(event, step, answer), virtual);
      }
    }
  }

  /** To just after the next timer, never close to another one: the two clocks differ by seconds. */
  private void timePasses() {
    TreeSet<Instant> due = new TreeSet<>();
    people.forEach(person -> person.run.due().ifPresent(due::add));
    if (due.isEmpty()) {
      return;
    }
    Instant target = due.first().plus(MARGIN);
    due.addAll(forgotten);
    while (!due.subSet(target.minus(MARGIN.dividedBy(2)), target.plus(MARGIN)).isEmpty()) {
      target = target.plus(MARGIN);
    }
    Duration forward = Duration.between(now(), target);
    pass(forward.isPositive() ? forward : Duration.ofSeconds(1));
    for (Person person : people) {
      virtual = now();
      person.run.advance(virtual);
    }
  }

  private void same() {
    eventually(
        () ->
            assertThat(people)
                .allSatisfy(
                    person ->
                        assertThat(List.copyOf(person.live.asked))
                            .as("%s: %s", person.template.id(), Objects.toString(person.live.id))
                            .isEqualTo(List.copyOf(person.dry.asked))));
  }
}
