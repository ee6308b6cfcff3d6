package io.medley.workflows.journey.interpreter;

import io.medley.workflows.journey.JobTypes;
import io.medley.workflows.journey.JourneySteps;
import io.medley.workflows.journey.Names;
import io.medley.workflows.journey.StepHeaders;
import io.medley.workflows.journey.SuggestionResult;
import io.medley.workflows.journey.TouchResult;
import io.medley.workflows.journey.WaitResult;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One person's walk through a journey on a clock that its caller moves. Time is what the caller
 * says it is: nothing here reads a clock. Not safe for use by more than one thread at a time.
 *
 * <p>A step that throws means "not now": the run stands at that step, and {@link #advance} tries it
 * again.
 */
public final class JourneyRun {

  private record Kept(JourneyMessage message, Instant until) {}

  private final JourneyModel model;
  private final JourneySteps steps;
  private final UUID enrolmentId;
  private final int attempt;
  private final long instance;
  private final Map<String, Object> variables = new HashMap<>();
  private final List<Node.Hearing> hearings = new ArrayList<>(2);
  private final List<Kept> kept = new ArrayList<>(1);
  private Node.@Nullable Timer timer;
  private @Nullable Instant due;
  private @Nullable Node standing;
  private boolean started;
  private boolean leaving;
  private boolean over;

  /**
   * A run that has not started.
   *
   * @param attempt attempt of the enrolment, from 1
   * @param instance stands for the engine's instance key
   */
  public JourneyRun(
      JourneyModel model,
      JourneySteps steps,
      UUID enrolmentId,
      UUID campaignId,
      int attempt,
      long instance) {
    this.model = model;
    this.steps = steps;
    this.enrolmentId = enrolmentId;
    this.attempt = attempt;
    this.instance = instance;
    variables.put("enrolmentId", enrolmentId.toString());
    variables.put("campaignId", campaignId.toString());
    variables.put("attempt", attempt);
  }

  /** Starts and goes as far as it can without time passing. */
  public void start(Instant now) {
    if (started) {
      throw new IllegalStateException("The run has started already");
    }
    started = true;
    if (!leaveIfAsked(now)) {
      go(model.first(), now);
    }
  }

  /** When the next timer is due; empty if the run waits for a message only, or is over. */
  public Optional<Instant> due() {
    return Optional.ofNullable(due);
  }

  /** Lets time pass until {@code now}: fires what became due, and goes on from there. */
  public void advance(Instant now) {
    Node again = standing;
    if (again != null) {
      go(again, now);
    }
    while (timer != null && due != null && !due.isAfter(now)) {
      Node.Timer fired = timer;
      stopWaiting();
      go(model.node(fired.next()), now);
    }
  }

  /** A message arrives; it is kept for its time if the run does not wait for it. */
  public void hear(JourneyMessage message, Instant now) {
    if (over) {
      return;
    }
    kept.removeIf(old -> !old.until().isAfter(now));
    kept.add(new Kept(message, now.plus(message.kept())));
    if (!started || leaveIfAsked(now)) {
      return;
    }
    for (Node.Hearing hearing : List.copyOf(hearings)) {
      if (takeKept(hearing.message(), now)) {
        stopWaiting();
        go(model.node(hearing.next()), now);
        return;
      }
    }
  }

  /** True once the journey has ended. */
  public boolean over() {
    return over;
  }

  /** A variable of the journey; null if it is not set. */
  public @Nullable Object variable(String name) {
    return variables.get(name);
  }

  private boolean leaveIfAsked(Instant now) {
    if (leaving || !takeKept(Names.EXIT_MESSAGE, now)) {
      return false;
    }
    leaving = true;
    standing = null;
    stopWaiting();
    go(model.exit(), now);
    return true;
  }

  /** Takes the oldest kept message of a name and its variables. */
  private boolean takeKept(String name, Instant now) {
    for (Iterator<Kept> messages = kept.iterator(); messages.hasNext(); ) {
      Kept candidate = messages.next();
      if (candidate.message().name().equals(name) && candidate.until().isAfter(now)) {
        messages.remove();
        variables.putAll(candidate.message().variables());
        return true;
      }
    }
    return false;
  }

  private void stopWaiting() {
    timer = null;
    due = null;
    hearings.clear();
  }

  private void go(Node from, Instant now) {
    @Nullable Node at = from;
    while (at != null) {
      Node node = at;
      at =
          switch (node) {
            case Node.Job job -> {
              standing = job;
              perform(job);
              standing = null;
              yield model.node(job.next());
            }
            case Node.Choice choice -> model.node(chosen(choice));
            case Node.Passage passage -> model.node(passage.next());
            case Node.Timer one -> waitFor(List.of(one), now);
            case Node.Hearing one -> waitFor(List.of(one), now);
            case Node.Race race -> waitFor(race.runners().stream().map(model::node).toList(), now);
            case Node.End end -> {
              over = true;
              kept.clear();
              steps.ended(enrolmentId, attempt, instance);
              yield null;
            }
          };
    }
  }

  /** What comes first of these; null if time has to pass. A kept message comes before a timer. */
  private @Nullable Node waitFor(List<Node> catches, Instant now) {
    for (Node node : catches) {
      if (node instanceof Node.Timer next) {
        Instant at = instant(next);
        if (due == null || at.isBefore(due)) {
          timer = next;
          due = at;
        }
      } else if (node instanceof Node.Hearing hearing) {
        hearings.add(hearing);
      }
    }
    for (Node.Hearing hearing : hearings) {
      if (takeKept(hearing.message(), now)) {
        stopWaiting();
        return model.node(hearing.next());
      }
    }
    Node.Timer next = timer;
    if (next != null && due != null && !due.isAfter(now)) {
      stopWaiting();
      return model.node(next.next());
    }
    return null;
  }

  private Instant instant(Node.Timer node) {
    Object value = evaluate(node.id(), node.date(), variables);
    try {
      return switch (value) {
        case ZonedDateTime zoned -> zoned.toInstant();
        case OffsetDateTime offset -> offset.toInstant();
        case String text -> OffsetDateTime.parse(text).toInstant();
        case null, default -> throw new JourneyStuck(node.id(), node.date().text() + " is no date");
      };
    } catch (DateTimeException wrong) {
      throw new JourneyStuck(node.id(), node.date().text() + " is no date: " + wrong.getMessage());
    }
  }

  private String chosen(Node.Choice choice) {
    for (Node.Branch branch : choice.branches()) {
      Object value = evaluate(choice.id(), branch.condition(), variables);
      if (!(value instanceof Boolean holds)) {
        throw new JourneyStuck(
            choice.id(), branch.condition().text() + " is neither true nor false");
      }
      if (holds) {
        return branch.next();
      }
    }
    String otherwise = choice.otherwise();
    if (otherwise == null) {
      throw new JourneyStuck(choice.id(), "no condition holds and there is no default");
    }
    return otherwise;
  }

  private void perform(Node.Job job) {
    Map<String, Object> local = variables;
    if (!job.inputs().isEmpty()) {
      local = new HashMap<>(variables);
      map(job, job.inputs(), variables, local);
    }
    Map<String, Object> result = call(job, local);
    if (job.outputs().isEmpty()) {
      variables.putAll(result);
      return;
    }
    Map<String, Object> scope = new HashMap<>(local);
    scope.putAll(result);
    map(job, job.outputs(), scope, variables);
  }

  private static void map(
      Node.Job job,
      List<Node.Mapping> mappings,
      Map<String, Object> from,
      Map<String, Object> into) {
    for (Node.Mapping mapping : mappings) {
      Object value = evaluate(job.id(), mapping.source(), from);
      if (value == null) {
        into.remove(mapping.target());
      } else {
        into.put(mapping.target(), value);
      }
    }
  }

  private Map<String, Object> call(Node.Job job, Map<String, Object> local) {
    return switch (job.type()) {
      case JobTypes.CLAIM -> Map.of("claimed", steps.claim(enrolmentId, attempt, instance));
      case JobTypes.TOUCH -> {
        TouchResult touch =
            steps.touch(StepHeaders.touch(enrolmentId, occurrence(local), job.headers()));
        yield result(touch.outcome().name(), touch.reason(), "heldUntil", touch.heldUntil());
      }
      case JobTypes.SUGGEST -> {
        SuggestionResult suggestion =
            steps.suggest(StepHeaders.suggestion(enrolmentId, occurrence(local), job.headers()));
        yield result(
            suggestion.outcome().name(), suggestion.reason(), "answerBy", suggestion.answerBy());
      }
      case JobTypes.WAIT_UNTIL -> {
        WaitResult wait = steps.waitUntil(enrolmentId, StepHeaders.step(job.headers()));
        yield Map.of(
            "waitUntil",
            wait.waitUntil().toString(),
            "waitOver",
            wait.waitOver(),
            "waitPast",
            wait.waitPast());
      }
      case JobTypes.SPLIT ->
          Map.of("path", steps.split(StepHeaders.split(enrolmentId, job.headers())));
      case JobTypes.CLAIM_EVENT -> {
        UUID event = UUID.fromString(required(job, local, "eventId"));
        yield Map.of("claimed", steps.claimEvent(enrolmentId, event));
      }
      case JobTypes.EXITED -> {
        steps.exited(enrolmentId, required(job, local, "exitReason"));
        yield Map.of();
      }
      case JobTypes.COMPLETED -> {
        steps.completed(enrolmentId);
        yield Map.of();
      }
      default -> throw new JourneyStuck(job.id(), "nobody does the job " + job.type());
    };
  }

  private static Map<String, Object> result(
      String outcome, String reason, String instantName, @Nullable Instant instant) {
    Map<String, Object> result = new HashMap<>();
    result.put("outcome", outcome);
    result.put("reason", reason);
    if (instant != null) {
      result.put(instantName, instant.toString());
    }
    return result;
  }

  private static int occurrence(Map<String, Object> local) {
    return local.get("occurrence") instanceof Number visit ? visit.intValue() : 1;
  }

  private static String required(Node.Job job, Map<String, Object> local, String name) {
    Object value = local.get(name);
    if (value == null) {
      throw new JourneyStuck(job.id(), "there is no variable " + name);
    }
    return value.toString();
  }

  private static @Nullable Object evaluate(
      String element, Feel.Expression expression, Map<String, Object> variables) {
    try {
      return expression.evaluate(variables);
    } catch (IllegalStateException wrong) {
      throw new JourneyStuck(element, String.valueOf(wrong.getMessage()));
    }
  }
}
