package io.medley.campaign.dryrun;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.ExitReason;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.journey.JourneyWaits;
import io.medley.campaign.journey.PathFacts;
import io.medley.campaign.journey.TouchCommands;
import io.medley.campaign.touch.ContactPolicy;
import io.medley.campaign.touch.HcpHistory;
import io.medley.campaign.touch.Liking;
import io.medley.campaign.touch.Outcome;
import io.medley.campaign.touch.Reason;
import io.medley.campaign.touch.RepContact;
import io.medley.campaign.touch.ServableVersion;
import io.medley.campaign.touch.ShadowGate;
import io.medley.campaign.touch.TouchCommand;
import io.medley.workflows.journey.JourneySteps;
import io.medley.workflows.journey.JourneyTemplate;
import io.medley.workflows.journey.SplitRequest;
import io.medley.workflows.journey.SuggestionRequest;
import io.medley.workflows.journey.SuggestionResult;
import io.medley.workflows.journey.TouchRequest;
import io.medley.workflows.journey.TouchResult;
import io.medley.workflows.journey.WaitResult;
import io.medley.workflows.journey.interpreter.JourneyMessage;
import io.medley.workflows.journey.interpreter.JourneyModel;
import io.medley.workflows.journey.interpreter.JourneyRun;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Walks the journeys of an audience on a virtual clock. Every HCP's model is interpreted, every
 * touch decided by the gate's own rules on shadow ledgers; only whether people respond is assumed.
 */
final class Simulation implements JourneySteps {

  /** Reasons that only a change outside the run ends: asking again before that changes nothing. */
  private static final List<Reason> UNTIL_SOMETHING_CHANGES =
      List.of(
          Reason.NO_APPROVED_CONTENT,
          Reason.CONTENT_WITHDRAWN,
          Reason.CONTENT_BLOCKED,
          Reason.KILL_SWITCH,
          Reason.SAFETY_HOLD,
          Reason.NO_TIME_ZONE);

  private static final Duration RESPONSES_COME_WITHIN = Duration.ofDays(3);

  /** Something that happens to one HCP; without a message its journey's next timer is due. */
  private record Event(Instant at, long order, Person person, @Nullable JourneyMessage message) {
    static final Comparator<Event> SOONEST =
        Comparator.comparing(Event::at).thenComparingLong(Event::order);
  }

  private static final class Person {
    final UUID enrolmentId;
    final HcpProfile hcp;
    final JourneyRun run;
    final Map<String, Instant> waits = new HashMap<>(4);
    @Nullable Instant alarm;
    String lastResponse = "NONE";

    Person(UUID enrolmentId, HcpProfile hcp, JourneyRun run) {
      this.enrolmentId = enrolmentId;
      this.hcp = hcp;
      this.run = run;
    }
  }

  private final Campaign campaign;
  private final JourneyTemplate template;
  private final Map<String, JourneyTemplate.Step> steps = new HashMap<>();
  private final JourneyModel model;
  private final ShadowGate gate;
  private final ShadowReads reads;
  private final TouchCommands commands;
  private final ShadowReps reps;
  private final PathFacts pathFacts;
  private final ResponseModel responses;
  private final Chance chance;
  private final Instant end;
  private final Tally tally;
  private final PriorityQueue<Event> events = new PriorityQueue<>(Event.SOONEST);
  private final Map<UUID, Person> people = new HashMap<>();
  private long order;
  private Instant now;

  Simulation(
      Campaign campaign,
      JourneyTemplate template,
      ShadowGate gate,
      ShadowReads reads,
      TouchCommands commands,
      RepRoom reps,
      PathFacts pathFacts,
      ResponseModel responses,
      Instant start,
      Instant end) {
    this.campaign = campaign;
    this.template = template;
    this.model = JourneyModel.compile(template.bpmnXml());
    this.gate = gate;
    this.reads = reads;
    this.commands = commands;
    this.reps = new ShadowReps(reps, start);
    this.pathFacts = pathFacts;
    this.responses = responses;
    this.chance = new Chance(responses.seed());
    this.end = end;
    this.now = start;
    this.tally = new Tally(template, start, end);
    template.steps().forEach(step -> steps.put(step.stepId(), step));
  }

  /** The enrolment an HCP would have: always the same, so that jitter and chance are, too. */
  static UUID enrolment(Campaign campaign, HcpProfile hcp) {
    return UUID.nameUUIDFromBytes(
        (campaign.id() + "/" + hcp.id()).getBytes(StandardCharsets.UTF_8));
  }

  /** A cohort is planned to enter from this instant on. */
  void cohort(String name, Instant begins, int hcps) {
    tally.cohort(name, begins, hcps);
  }

  /** An HCP's journey begins at this instant, in this cohort. */
  void enrol(HcpProfile hcp, String cohort, Instant at) {
    tally.in(enrolment(campaign, hcp), cohort);
    enrol(hcp, at);
  }

  /** An HCP's journey begins at this instant. */
  void enrol(HcpProfile hcp, Instant at) {
    UUID enrolment = enrolment(campaign, hcp);
    JourneyRun run =
        new JourneyRun(model, this, enrolment, campaign.id().value(), 1, people.size() + 1L);
    Person person = new Person(enrolment, hcp, run);
    people.put(enrolment, person);
    events.add(new Event(at, order++, person, null));
  }

  /**
   * Lets time pass until the end.
   *
   * @param begun told how many journeys have begun, now and then
   */
  DryRunReport run(IntConsumer begun) {
    for (Event event = events.poll(); event != null; event = events.poll()) {
      if (event.at().isAfter(end)) {
        break;
      }
      now = event.at();
      Person person = event.person();
      if (person.alarm == null && event.message() == null && !tally.entered(person.enrolmentId)) {
        tally.enter(person.enrolmentId, holdout(person), now);
        if (tally.entered() % 500 == 0) {
          begun.accept(tally.entered());
        }
        person.run.start(now);
      } else if (event.message() != null) {
        responded(person, event.message());
        answered(person, event.message());
        person.run.hear(event.message(), now);
      } else if (event.at().equals(person.alarm)) {
        person.run.advance(now);
      }
      wake(person);
    }
    begun.accept(tally.entered());
    return tally.report(reps.load());
  }

  /** What an HCP does with a message is what the next choice learns from, as it is live. */
  private void responded(Person person, JourneyMessage message) {
    String type = String.valueOf(message.variables().get("responseType"));
    if (type.equals("CLICKED") || type.equals("OPENED")) {
      reads.responded(person.hcp.id(), HcpHistory.Response.valueOf(type));
    }
  }

  private boolean holdout(Person person) {
    return gate.holdout(person.hcp, campaign.plan().brandId(), campaign.id().value());
  }

  private void wake(Person person) {
    Instant due = person.run.due().orElse(null);
    if (due != null && !due.equals(person.alarm)) {
      events.add(new Event(due, order++, person, null));
    }
    person.alarm = due;
  }

  /** Notes the strongest answer to a message, which a journey may part by. */
  private static void answered(Person person, JourneyMessage message) {
    String type = String.valueOf(message.variables().get("responseType"));
    if (type.equals("CLICKED") || (type.equals("OPENED") && person.lastResponse.equals("NONE"))) {
      person.lastResponse = type;
    }
  }

  private void hears(Person person, Duration after, JourneyMessage message) {
    Instant at = now.plus(after);
    if (!at.isAfter(end)) {
      events.add(new Event(at, order++, person, message));
    }
  }

  private static UUID event(Person person, String what) {
    return UUID.nameUUIDFromBytes(
        (person.enrolmentId + "/" + what).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean claim(UUID enrolmentId, int attempt, long processInstanceKey) {
    return true;
  }

  @Override
  public TouchResult touch(TouchRequest request) {
    Person person = person(request.enrolmentId());
    tally.reach(request.stepId(), person.enrolmentId);
    if (request.pulled()) {
      // Nobody can say who will come: what lies ready is no touch of the forecast.
      return new TouchResult(TouchResult.Outcome.OFFERED, "OFFERED", null);
    }
    TouchCommand command = commands.of(request, person.hcp, campaign);
    reads.asked(command, now);
    ShadowGate.Decision decision = gate.decide(reads, command, person.hcp, now);
    Instant heldUntil = decision.heldUntil();
    if (heldUntil != null) {
      tally.held(request.stepId(), decision.reason().name(), person.enrolmentId);
      if (UNTIL_SOMETHING_CHANGES.contains(decision.reason())) {
        tally.gap(decision.reason(), request, person.hcp);
        heldUntil = change(command, heldUntil);
      }
    }
    ServableVersion version = decision.version();
    if (version != null) {
      boolean ghost = decision.outcome() == Outcome.GHOST;
      reads.made(decision.command(), person.hcp, version, ghost, now);
      tally.touch(
          request,
          decision.command().channel(),
          version,
          decision.form(),
          person.enrolmentId,
          ghost,
          now);
      if (!ghost) {
        responds(person, request.stepId(), decision.command());
      }
    } else if (heldUntil == null) {
      tally.notMade(request.stepId(), decision.reason().name(), person.enrolmentId);
    }
    return new TouchResult(
        TouchResult.Outcome.valueOf(decision.outcome().name()),
        decision.reason().name(),
        heldUntil);
  }

  /**
   * When asking again can come out otherwise: content by its dates, or a patience is at its end.
   */
  private Instant change(TouchCommand command, Instant heldUntil) {
    Instant first = reads.firstAsked(command, now).orElse(now);
    return Stream.of(
            Optional.ofNullable(reads.nextContentChange(command, now)),
            Optional.of(first.plus(ContactPolicy.CONTENT_PATIENCE).plusSeconds(1)),
            Optional.of(first.plus(command.policy().longestHold()).plusSeconds(1)))
        .flatMap(Optional::stream)
        .filter(change -> change.isAfter(now))
        .min(Comparator.naturalOrder())
        .filter(change -> change.isAfter(heldUntil))
        .orElse(heldUntil);
  }

  private void responds(Person person, String step, TouchCommand command) {
    if (chance.number(person.enrolmentId, step + "/open") >= opens(command)) {
      return;
    }
    Duration opens = chance.delay(RESPONSES_COME_WITHIN, person.enrolmentId, step);
    hears(person, opens, JourneyMessage.response(event(person, step + "/open"), "OPENED"));
    tally.responded(step, person.enrolmentId);
    if (chance.hits(responses.clicks(), person.enrolmentId, step + "/click")) {
      hears(
          person,
          opens.plusSeconds(40),
          JourneyMessage.response(event(person, step + "/click"), "CLICKED"));
    }
  }

  /**
   * Share of such touches this HCP opens: the assumed one, moved by what is known of them by now.
   * "Nobody" and "everybody" are taken at their word.
   */
  private double opens(TouchCommand command) {
    double assumed = responses.opens() / 100.0;
    return responses.opens() == 0 || responses.opens() == 100
        ? assumed
        : Liking.responding(command.channel(), reads.history(command, now), assumed, now);
  }

  @Override
  public WaitResult waitUntil(UUID enrolmentId, String stepId) {
    Person person = person(enrolmentId);
    Instant before = person.waits.get(stepId);
    if (before != null) {
      return new WaitResult(before, !before.isAfter(now), false);
    }
    tally.reach(stepId, enrolmentId);
    Duration wait = wait(stepId);
    JourneyTemplate.Step step = steps.get(stepId);
    JourneyTemplate.WaitRule rule = step == null ? JourneyTemplate.WaitRule.PLAIN : step.rule();
    ZonedDateTime date = rule.event() == null ? null : campaign.plan().dates().get(rule.event());
    Instant until =
        date == null
            ? JourneyWaits.end(now, wait, enrolmentId, stepId)
            : JourneyWaits.around(date, rule.offset(), enrolmentId, stepId);
    person.waits.put(stepId, until);
    if (date != null) {
      if (!until.isAfter(now)) {
        return new WaitResult(until, true, true);
      }
      wait = Duration.between(now, until);
    }
    Duration within = wait;
    if (step != null && chance.hits(responses.acts(), enrolmentId, stepId + "/act")) {
      step.responses().stream()
          .filter(type -> !type.equals("OPENED") && !type.equals("CLICKED"))
          .findFirst()
          .ifPresent(
              type -> {
                hears(
                    person, chance.delay(within, enrolmentId, stepId), acted(person, stepId, type));
                tally.responded(stepId, enrolmentId);
              });
    }
    return new WaitResult(until, !until.isAfter(now), false);
  }

  @Override
  public String split(SplitRequest request) {
    Person person = person(request.enrolmentId());
    tally.reach(request.stepId(), person.enrolmentId);
    return request.path(
        pathFacts.value(request.fact(), person.hcp, campaign, () -> person.lastResponse));
  }

  /** What the campaign is for ends the journey, as it does live. */
  private JourneyMessage acted(Person person, String stepId, String type) {
    UUID event = event(person, stepId);
    return campaign.plan().goal().contains(type)
        ? JourneyMessage.exit(event, ExitReason.GOAL_REACHED.name())
        : JourneyMessage.response(event, type);
  }

  private Duration wait(String stepId) {
    Duration planned = campaign.plan().waits().get(stepId);
    return planned != null ? planned : template.defaultWaits().getOrDefault(stepId, Duration.ZERO);
  }

  @Override
  public SuggestionResult suggest(SuggestionRequest request) {
    Person person = person(request.enrolmentId());
    String step = request.stepId();
    tally.reach(step, person.enrolmentId);
    if (!request.tiers().isEmpty()
        && !request.tiers().contains(pathFacts.tier(person.hcp, campaign))) {
      return notSuggested(step, person, "TIER_NOT_ADDRESSED");
    }
    if (holdout(person)) {
      return notSuggested(step, person, "HOLDOUT");
    }
    boolean room =
        RepContact.channel(request.action())
            .map(
                channel ->
                    commands.inPerson(
                        new TouchRequest(
                            person.enrolmentId,
                            step,
                            request.occurrence(),
                            channel,
                            request.slot() == null ? step : request.slot()),
                        person.hcp,
                        campaign))
            .map(call -> gate.room(reads, call, person.hcp, now))
            .orElse(true);
    if (!room) {
      return notSuggested(step, person, Reason.FREQUENCY_CAP.name());
    }
    Optional<String> nobody = reps.ask(person.hcp, request.action(), now);
    if (nobody.isPresent()) {
      return notSuggested(step, person, nobody.get());
    }
    if (request.slot() != null
        && request.channel() != null
        && RepContact.needsMaterial(request.action())
        && gate.material(
                reads,
                commands.inPerson(
                    new TouchRequest(
                        person.enrolmentId,
                        step,
                        request.occurrence(),
                        request.channel(),
                        request.slot()),
                    person.hcp,
                    campaign),
                person.hcp,
                now)
            .isEmpty()) {
      return notSuggested(step, person, Reason.NO_APPROVED_CONTENT.name());
    }
    Duration within = wait(step);
    tally.suggested(step, person.enrolmentId, now);
    double answer = chance.number(person.enrolmentId, step + "/answer") * 100;
    if (answer < responses.completes() + responses.declines()) {
      boolean done = answer < responses.completes();
      hears(
          person,
          chance.delay(within, person.enrolmentId, step),
          JourneyMessage.answer(
              event(person, step + "/answer"), step, done ? "COMPLETED" : "DISMISSED"));
      if (done) {
        tally.responded(step, person.enrolmentId);
      }
    }
    return new SuggestionResult(
        SuggestionResult.Outcome.SUGGESTED,
        "SUGGESTED",
        JourneyWaits.end(now, within, person.enrolmentId, step));
  }

  private SuggestionResult notSuggested(String step, Person person, String reason) {
    tally.notMade(step, reason, person.enrolmentId);
    return new SuggestionResult(SuggestionResult.Outcome.NOT_SUGGESTED, reason, null);
  }

  @Override
  public boolean claimEvent(UUID enrolmentId, UUID eventId) {
    return true;
  }

  @Override
  public void exited(UUID enrolmentId, String reason) {
    tally.left(reason);
  }

  @Override
  public void completed(UUID enrolmentId) {
    tally.completed();
  }

  @Override
  public void ended(UUID enrolmentId, int attempt, long processInstanceKey) {
    tally.over(enrolmentId, now);
  }

  private Person person(UUID enrolmentId) {
    return java.util.Objects.requireNonNull(people.get(enrolmentId));
  }
}
