package io.medley.workflows.journey.interpreter;

import io.medley.workflows.journey.HandoverField;
import io.medley.workflows.journey.JobTypes;
import io.medley.workflows.journey.Names;
import io.medley.workflows.journey.SplitRequest;
import io.medley.workflows.journey.StepHeaders;
import io.medley.workflows.journey.TouchRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must hold of a journey beyond its elements: contract, reachability, handover. */
final class ModelRules {

  private static final Set<String> CHANNELS =
      new TreeSet<>(Set.of("EMAIL", "REP_EMAIL", "CLM", "WEB", "PRINT", "SMS", "WEBHOOK"));
  private static final Set<String> ACTIONS =
      new TreeSet<>(
          Set.of(
              "CALL",
              "REMOTE_CALL",
              "SEND_EMAIL",
              "ASK_CONSENT",
              "ANSWER_QUESTION",
              "MEDICAL_CONTACT"));

  private final Map<String, Node> nodes;
  private final Map<String, String> names;
  private final String first;
  private final String exit;
  private final Map<String, String> processFills;
  private final List<String> problems;

  ModelRules(
      Map<String, Node> nodes,
      Map<String, String> names,
      String first,
      String exit,
      Map<String, String> processFills,
      List<String> problems) {
    this.nodes = nodes;
    this.names = names;
    this.first = first;
    this.exit = exit;
    this.processFills = processFills;
    this.problems = problems;
  }

  void check() {
    claimsFirst();
    Set<String> steps = new HashSet<>();
    for (Node node : nodes.values()) {
      if (node instanceof Node.Job job) {
        contract(job, steps);
      }
    }
    endsTell();
    reachable();
    noEndlessLoop();
    handover();
  }

  private String named(String id) {
    return names.getOrDefault(id, "\"" + id + "\"");
  }

  private void claimsFirst() {
    if (!(nodes.get(first) instanceof Node.Job job) || !job.type().equals(JobTypes.CLAIM)) {
      problems.add("The first task of a journey must be the job " + JobTypes.CLAIM + ".");
    }
    long claims =
        nodes.values().stream()
            .filter(node -> node instanceof Node.Job job && job.type().equals(JobTypes.CLAIM))
            .count();
    if (claims > 1) {
      problems.add("A journey claims its enrolment once; here it does %d times.".formatted(claims));
    }
  }

  private void contract(Node.Job job, Set<String> steps) {
    boolean isStep =
        switch (job.type()) {
          case JobTypes.TOUCH -> {
            channels(job);
            required(job, Names.SLOT);
            if (!pulled(job)) {
              outcomeHandled(job, "HELD_UNTIL");
            }
            outcomeHandled(job, "EXITED");
            eventName(job, Names.UNTIL);
            yield true;
          }
          case JobTypes.WAIT_UNTIL -> {
            duration(job);
            clock(job);
            event(job);
            yield true;
          }
          case JobTypes.SPLIT -> {
            split(job);
            yield true;
          }
          case JobTypes.SUGGEST -> {
            oneOf(job, Names.ACTION, ACTIONS);
            duration(job);
            if (job.headers().containsKey(Names.SLOT)) {
              oneOf(job, Names.CHANNEL, CHANNELS);
            }
            if (!job.headers().getOrDefault(Names.TIERS, "1").matches("[1-4](,[1-4])*")) {
              problems.add(
                  named(job.id())
                      + " must name tiers as \"1,2\", from 1 to 4, in the header tiers.");
            }
            outcomeHandled(job, "SUGGESTED");
            outcomeHandled(job, "EXITED");
            yield true;
          }
          default -> false;
        };
    if (isStep) {
      required(job, Names.STEP);
      String step = job.headers().getOrDefault(Names.STEP, "");
      if (!step.isEmpty() && !step.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
        problems.add(
            named(job.id())
                + " must name its step in lower case with hyphens, not \""
                + step
                + "\".");
      }
      if (!step.isEmpty() && !steps.add(step)) {
        problems.add("More than one task is the step \"" + step + "\".");
      }
    }
    for (String header : List.of(Names.NEEDS, Names.FILLS)) {
      fields(named(job.id()), job.headers(), header);
    }
  }

  private void required(Node.Job job, String header) {
    if (job.headers().getOrDefault(header, "").isBlank()) {
      problems.add(named(job.id()) + " needs the header \"" + header + "\".");
    }
  }

  private void oneOf(Node.Job job, String header, Set<String> allowed) {
    if (!allowed.contains(job.headers().getOrDefault(header, ""))) {
      problems.add(
          named(job.id())
              + " needs the header \""
              + header
              + "\", one of "
              + String.join(", ", allowed)
              + ".");
    }
  }

  /** A touch may allow several channels, the preferred one first. */
  private void channels(Node.Job job) {
    List<String> allowed = StepHeaders.list(job.headers(), Names.CHANNEL).toList();
    if (allowed.contains(TouchRequest.PORTAL)) {
      if (allowed.size() > 1) {
        problems.add(
            named(job.id())
                + " names PORTAL beside other channels: people come to a portal by themselves, so"
                + " a step lies ready there or is sent elsewhere, never both.");
      }
      return;
    }
    if (allowed.isEmpty() || !CHANNELS.containsAll(allowed)) {
      oneOf(job, Names.CHANNEL, CHANNELS);
    }
  }

  /** Whether the step lies ready for people to come for: then it is never held. */
  private static boolean pulled(Node.Job job) {
    return TouchRequest.PORTAL.equals(job.headers().get(Names.CHANNEL));
  }

  private void duration(Node.Job job) {
    String written = job.headers().getOrDefault(Names.DEFAULT_WAIT, "");
    try {
      if (!Duration.parse(written).isPositive()) {
        throw new DateTimeException("not positive");
      }
    } catch (DateTimeException wrong) {
      problems.add(
          named(job.id())
              + " needs the header \""
              + Names.DEFAULT_WAIT
              + "\", a duration such as P3D or PT12H.");
    }
  }

  /** A wait in active time asks again when its timer is over: a pause may have lengthened it. */
  private void clock(Node.Job job) {
    String clock = job.headers().get(Names.CLOCK);
    if (clock == null) {
      return;
    }
    if (!clock.equals(Names.ACTIVE)) {
      problems.add(
          named(job.id()) + " has the clock \"" + clock + "\"; a wait has \"active\" or none.");
    }
    boolean asksAgain =
        choiceOn(job, "waitOver")
            && nodes.get(job.next()) instanceof Node.Choice choice
            && choice.ahead().stream()
                .map(nodes::get)
                .anyMatch(
                    next -> next instanceof Node.Timer timer && timer.next().equals(job.id()));
    if (!asksAgain) {
      problems.add(
          named(job.id())
              + " waits in active time: behind it an exclusive gateway goes on for waitOver,"
              + " otherwise to a timer at =waitUntil that leads back to it.");
    }
  }

  /** A wait bound to an event leaves out what is past, and hears when the event is moved. */
  private void event(Node.Job job) {
    String event = job.headers().get(Names.EVENT);
    if (event == null) {
      if (job.headers().containsKey(Names.OFFSET)) {
        problems.add(named(job.id()) + " has an offset, but names no event.");
      }
      return;
    }
    eventName(job, Names.EVENT);
    try {
      Duration.parse(job.headers().getOrDefault(Names.OFFSET, "PT0S"));
    } catch (DateTimeException wrong) {
      problems.add(
          named(job.id()) + " needs the header \"offset\", a duration such as -P7D, P2D or PT0S.");
    }
    boolean hears =
        choiceOn(job, "waitPast")
            && nodes.get(job.next()) instanceof Node.Choice choice
            && choice.ahead().stream().map(nodes::get).anyMatch(Node.Race.class::isInstance);
    if (!hears) {
      problems.add(
          named(job.id())
              + " waits for the event \""
              + event
              + "\": behind it an exclusive gateway leaves it out for waitPast, otherwise an"
              + " event-based gateway waits until =waitUntil and for "
              + Names.RESPONSE_MESSAGE
              + ", by which it hears that the event was moved.");
    }
  }

  private void eventName(Node.Job job, String header) {
    String event = job.headers().get(header);
    if (event != null && !event.matches("[a-z]+(-[a-z]+)*")) {
      problems.add(
          named(job.id())
              + " must name the event in lower case with hyphens, such as webinar, not \""
              + event
              + "\".");
    }
  }

  private boolean choiceOn(Node.Job job, String variable) {
    return nodes.get(job.next()) instanceof Node.Choice choice
        && choice.branches().stream()
            .anyMatch(branch -> branch.condition().text().contains(variable));
  }

  /** Every path of a split is a branch of the choice behind it, and there is one for the rest. */
  private void split(Node.Job job) {
    if (SplitRequest.Fact.named(job.headers().getOrDefault(Names.FACT, "")).isEmpty()) {
      problems.add(
          named(job.id())
              + " needs the header \"fact\", one of "
              + Stream.of(SplitRequest.Fact.values())
                  .map(SplitRequest.Fact::modelName)
                  .collect(Collectors.joining(", "))
              + ".");
    }
    Optional<Map<String, List<String>>> paths =
        SplitRequest.paths(job.headers().getOrDefault(Names.PATHS, ""));
    if (paths.isEmpty()) {
      problems.add(
          named(job.id()) + " needs the header \"paths\", such as \"priority: 1,2; standard: 3\".");
      return;
    }
    paths.get().keySet().forEach(path -> outcomeHandled(job, path));
    if (paths.get().containsKey(Names.OTHER_PATH)) {
      problems.add(
          named(job.id()) + " names the path \"other\", which is there for every other value.");
    }
  }

  /** The choice behind a step must say what happens for the outcome. */
  private void outcomeHandled(Node.Job job, String outcome) {
    boolean handled =
        nodes.get(job.next()) instanceof Node.Choice choice
            && choice.branches().stream()
                .anyMatch(branch -> branch.condition().text().contains("\"" + outcome + "\""));
    if (!handled) {
      problems.add(
          named(job.id())
              + " must be followed by an exclusive gateway with a branch for the outcome "
              + outcome
              + ".");
    }
  }

  private EnumSet<HandoverField> fields(String where, Map<String, String> headers, String header) {
    EnumSet<HandoverField> fields = EnumSet.noneOf(HandoverField.class);
    StepHeaders.list(headers, header)
        .forEach(
            name ->
                HandoverField.named(name)
                    .ifPresentOrElse(
                        fields::add,
                        () ->
                            problems.add(
                                where
                                    + " names \""
                                    + name
                                    + "\" in \""
                                    + header
                                    + "\", which is no field of the handover.")));
    return fields;
  }

  /** A person who leaves must be told of, or be another journey's. */
  private void endsTell() {
    for (Node node : nodes.values()) {
      boolean tells =
          switch (node) {
            case Node.Job job ->
                job.type().equals(JobTypes.COMPLETED) || job.type().equals(JobTypes.EXITED);
            case Node.Choice choice ->
                nodes.get(first) instanceof Node.Job claim && claim.next().equals(choice.id());
            default -> false;
          };
      if (!tells) {
        node.ahead().stream()
            .filter(next -> nodes.get(next) instanceof Node.End)
            .forEach(
                end ->
                    problems.add(
                        named(end)
                            + " is reached from "
                            + named(node.id())
                            + " without "
                            + JobTypes.COMPLETED
                            + " or "
                            + JobTypes.EXITED
                            + ": nobody would learn that the person left."));
      }
    }
  }

  private void reachable() {
    Set<String> reached = new HashSet<>();
    Deque<String> ahead = new ArrayDeque<>(List.of(first, exit));
    while (!ahead.isEmpty()) {
      String id = ahead.pop();
      Node node = nodes.get(id);
      if (node != null && reached.add(id)) {
        ahead.addAll(node.ahead());
      }
    }
    nodes.keySet().stream()
        .filter(id -> !reached.contains(id))
        .forEach(id -> problems.add(named(id) + " is never reached."));

    Set<String> leaves = new HashSet<>();
    boolean more = true;
    while (more) {
      more = false;
      for (Node node : nodes.values()) {
        boolean ends = node instanceof Node.End || node.ahead().stream().anyMatch(leaves::contains);
        more |= ends && leaves.add(node.id());
      }
    }
    reached.stream()
        .filter(id -> !leaves.contains(id))
        .sorted()
        .forEach(id -> problems.add("From " + named(id) + " no end can be reached."));
  }

  /** A way round that never waits would go round for ever. */
  private void noEndlessLoop() {
    Map<String, Boolean> done = new HashMap<>();
    for (String id : nodes.keySet()) {
      endless(id, new LinkedHashSet<>(), done);
    }
  }

  private void endless(String id, Set<String> path, Map<String, Boolean> done) {
    Node node = nodes.get(id);
    if (node == null || node.waits() || done.containsKey(id)) {
      return;
    }
    if (!path.add(id)) {
      problems.add(
          "The journey can go round for ever without waiting: "
              + path.stream().map(this::named).collect(Collectors.joining(", "))
              + ".");
      done.put(id, true);
      return;
    }
    node.ahead().forEach(next -> endless(next, path, done));
    path.remove(id);
    done.put(id, true);
  }

  /** Every field a step needs must be one that something on a way to it fills. */
  private void handover() {
    EnumSet<HandoverField> entry = fields("The process", processFills, Names.FILLS);
    Map<String, Set<HandoverField>> before = new HashMap<>();
    before.put(first, entry);
    Deque<String> changed = new ArrayDeque<>(List.of(first));
    while (!changed.isEmpty()) {
      String id = changed.pop();
      Node node = nodes.get(id);
      if (node == null) {
        continue;
      }
      Set<HandoverField> after = EnumSet.noneOf(HandoverField.class);
      after.addAll(before.getOrDefault(id, Set.of()));
      if (node instanceof Node.Job job) {
        StepHeaders.list(job.headers(), Names.FILLS)
            .forEach(name -> HandoverField.named(name).ifPresent(after::add));
      }
      for (String next : node.ahead()) {
        Set<HandoverField> known = before.get(next);
        if (known == null) {
          Set<HandoverField> copy = EnumSet.noneOf(HandoverField.class);
          copy.addAll(after);
          before.put(next, copy);
          changed.add(next);
        } else if (known.addAll(after)) {
          changed.add(next);
        }
      }
    }
    for (Node node : nodes.values()) {
      if (node instanceof Node.Job job) {
        Set<HandoverField> missing = new TreeSet<>(StepHeaders.needs(job.headers()));
        missing.removeAll(before.getOrDefault(job.id(), Set.of()));
        missing.forEach(
            field ->
                problems.add(
                    named(job.id())
                        + " needs \""
                        + field.modelName()
                        + "\", which neither the entry of the journey nor a step before it can"
                        + " fill."));
      }
    }
  }
}
