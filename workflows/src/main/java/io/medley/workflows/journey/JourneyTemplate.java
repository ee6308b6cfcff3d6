package io.medley.workflows.journey;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A journey template as a marketer sees it, read from its model.
 *
 * @param id process id
 * @param title name of the template
 * @param description what it is for, in a marketer's words
 * @param entry what brings a person into it
 * @param goal what ends it well, and what it is measured by
 * @param holdout whether a part of the audience may be held out for comparison
 * @param entryEvents events that bring a person into it, e.g. {@code CALL_RECORDED}; empty = a
 *     launch enrols its audience
 * @param reentry whether a person can enter it again
 * @param steps its steps, in the order of the model
 * @param following the steps that can come next after a step, those after its time has run out
 *     first
 * @param bpmnXml the model with its diagram
 */
public record JourneyTemplate(
    String id,
    String title,
    String description,
    String entry,
    String goal,
    boolean holdout,
    Set<String> entryEvents,
    Reentry reentry,
    List<Step> steps,
    Map<String, List<String>> following,
    String bpmnXml) {

  /** Copies the collections. */
  public JourneyTemplate {
    entryEvents = Set.copyOf(entryEvents);
    steps = List.copyOf(steps);
    following = Map.copyOf(following);
  }

  /** A template whose audience is enrolled by a launch, once. */
  public JourneyTemplate(
      String id,
      String title,
      String description,
      String entry,
      String goal,
      boolean holdout,
      List<Step> steps,
      String bpmnXml) {
    this(
        id,
        title,
        description,
        entry,
        goal,
        holdout,
        Set.of(),
        Reentry.NEVER,
        steps,
        Map.of(),
        bpmnXml);
  }

  /** The step of this id. */
  public Optional<Step> step(String stepId) {
    return steps.stream().filter(step -> step.stepId().equals(stepId)).findFirst();
  }

  /**
   * The touch a person gets next who is at this step, if nothing happens meanwhile: the step itself
   * if it is one. What they come for by themselves is none.
   *
   * @param stepId null before the first step
   */
  public Optional<Step> nextTouch(@Nullable String stepId) {
    Deque<String> ahead = new ArrayDeque<>();
    if (stepId != null) {
      ahead.add(stepId);
    } else if (!steps.isEmpty()) {
      ahead.add(steps.getFirst().stepId());
    }
    Set<String> seen = new HashSet<>();
    for (String id = ahead.poll(); id != null; id = ahead.poll()) {
      Optional<Step> touch =
          step(id).filter(found -> found.kind() == Kind.TOUCH && !found.pulled());
      if (touch.isPresent()) {
        return touch;
      }
      if (seen.add(id)) {
        following.getOrDefault(id, List.of()).reversed().forEach(ahead::addFirst);
      }
    }
    return Optional.empty();
  }

  /**
   * The step itself and every step that may still come after it, in the model's order.
   *
   * @param stepId null before the first step
   */
  public List<Step> ahead(@Nullable String stepId) {
    if (stepId == null || step(stepId).isEmpty()) {
      return steps;
    }
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(Set.of(stepId));
    for (String id = open.poll(); id != null; id = open.poll()) {
      if (reached.add(id)) {
        open.addAll(following.getOrDefault(id, List.of()));
      }
    }
    return steps.stream().filter(step -> reached.contains(step.stepId())).toList();
  }

  /** The touches a step can come after without another touch between: what it waits about. */
  public Set<String> touchesBefore(String stepId) {
    Set<String> before = new HashSet<>();
    for (Step touch : steps) {
      if (touch.kind() != Kind.TOUCH) {
        continue;
      }
      Set<String> seen = new HashSet<>();
      Deque<String> open = new ArrayDeque<>(following.getOrDefault(touch.stepId(), List.of()));
      for (String id = open.poll(); id != null; id = open.poll()) {
        if (id.equals(stepId)) {
          before.add(touch.stepId());
          break;
        }
        boolean another = step(id).filter(step -> step.kind() == Kind.TOUCH).isPresent();
        if (seen.add(id) && !another) {
          open.addAll(following.getOrDefault(id, List.of()));
        }
      }
    }
    return before;
  }

  /** What the step waits for; empty if it waits for no response, or there is no such step. */
  public Set<String> awaitedAt(String stepId) {
    return step(stepId).map(Step::responses).orElse(Set.of());
  }

  /** Every response some step waits for. */
  public Set<String> awaited() {
    return steps.stream()
        .flatMap(step -> step.responses().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The events whose dates a campaign names, in alphabetical order: waits go by them. */
  public SortedSet<String> events() {
    return steps.stream()
        .flatMap(step -> Stream.of(step.rule().event(), step.untilEvent()))
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The templates that came with this installation, by title; reads their models anew. */
  public static List<JourneyTemplate> ofThisInstallation() {
    return JourneyTemplates.read();
  }

  /** How long each wait lasts unless a campaign says otherwise, by step id. */
  public Map<String, Duration> defaultWaits() {
    return steps.stream()
        .filter(step -> step.defaultWait() != null)
        .collect(Collectors.toUnmodifiableMap(Step::stepId, Step::defaultWaitOrZero));
  }

  /**
   * One step of a template.
   *
   * @param stepId id of the step; the one of {@link TouchRequest} and {@link
   *     JourneySteps#waitUntil}
   * @param kind what it does
   * @param channel channel of a touch or of a suggestion's material, otherwise null
   * @param slot content slot of a touch or of a suggestion's material, otherwise null
   * @param name its name in the model
   * @param defaultWait how long a wait lasts unless a campaign says otherwise; null for a touch
   * @param action what a suggestion asks of the rep, otherwise null
   * @param responses what a wait for a response goes on for, e.g. {@code CLICKED}; otherwise empty
   * @param rule what a wait goes by beside its length
   * @param untilEvent the event after which a touch is worth nothing; null = none
   */
  public record Step(
      String stepId,
      Kind kind,
      @Nullable String channel,
      @Nullable String slot,
      String name,
      @Nullable Duration defaultWait,
      @Nullable String action,
      Set<String> responses,
      WaitRule rule,
      @Nullable String untilEvent) {

    /** Copies the set. */
    public Step {
      responses = Set.copyOf(responses);
    }

    /** A step that goes by no event and no pause. */
    public Step(
        String stepId,
        Kind kind,
        @Nullable String channel,
        @Nullable String slot,
        String name,
        @Nullable Duration defaultWait,
        @Nullable String action,
        Set<String> responses) {
      this(stepId, kind, channel, slot, name, defaultWait, action, responses, WaitRule.PLAIN, null);
    }

    /** A step that waits for no response. */
    public Step(
        String stepId,
        Kind kind,
        @Nullable String channel,
        @Nullable String slot,
        String name,
        @Nullable Duration defaultWait,
        @Nullable String action) {
      this(stepId, kind, channel, slot, name, defaultWait, action, Set.of());
    }

    /** The channels of a touch, the preferred one first; empty for any other step. */
    public List<String> channels() {
      return kind != Kind.TOUCH || channel == null
          ? List.of()
          : Arrays.stream(channel.split(",", -1)).map(String::strip).toList();
    }

    /** Whether it is a touch that lies ready for the person to come for. */
    public boolean pulled() {
      return kind == Kind.TOUCH && TouchRequest.PORTAL.equals(channel);
    }

    private Duration defaultWaitOrZero() {
      return defaultWait == null ? Duration.ZERO : defaultWait;
    }
  }

  /**
   * What a wait goes by beside its length.
   *
   * @param active whether time under a pause does not count
   * @param event the campaign's event it is bound to, e.g. {@code webinar}; null = none
   * @param offset how long after the event it ends; negative = before
   */
  public record WaitRule(boolean active, @Nullable String event, Duration offset) {

    /** A wait of its length, whatever happens. */
    public static final WaitRule PLAIN = new WaitRule(false, null, Duration.ZERO);
  }

  /** Kinds of steps. */
  public enum Kind {
    /** Sends one piece through the gate, or lays one ready; see {@link Step#pulled}. */
    TOUCH,
    /** Waits for a time. */
    WAIT,
    /** Waits for a response, at most for a time. */
    WAIT_FOR,
    /** Suggests an action to the rep and waits for the answer, at most for a time. */
    SUGGEST,
    /** Takes one of several paths by a fact. */
    SPLIT
  }
}
