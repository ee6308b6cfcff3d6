package io.medley.workflows.journey;

import io.medley.workflows.OnTheEngine.Time;
import io.medley.workflows.journey.TouchResult.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Journey steps that record what the models ask and answer as each test says. */
public class RecordedJourneys implements JourneySteps {

  private final Map<UUID, Journey> journeys = new ConcurrentHashMap<>();
  private final Supplier<Instant> now;

  /** On the engine's clock. */
  public RecordedJourneys() {
    this(Time::now);
  }

  /** On another clock. */
  RecordedJourneys(Supplier<Instant> now) {
    this.now = now;
  }

  /** A new enrolment whose touches are all sent and whose suggestions are all made. */
  Journey enrolled() {
    return enrolled(new Journey());
  }

  /** An enrolment with answers of its own. */
  Journey enrolled(Journey journey) {
    journeys.put(journey.id, journey);
    return journey;
  }

  /** One journey: its row, its answers and what was asked. */
  static final class Journey {
    final UUID id;
    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<TouchRequest> touches = new CopyOnWriteArrayList<>();
    final Set<UUID> events = ConcurrentHashMap.newKeySet();
    final Map<String, Deque<TouchResult>> results = new ConcurrentHashMap<>();
    final Map<String, Deque<Duration>> holds = new ConcurrentHashMap<>();
    final Map<String, SuggestionResult> suggestions = new ConcurrentHashMap<>();
    final Map<String, Duration> waits = new ConcurrentHashMap<>();

    /** Steps whose date had passed when the journey got there. */
    final Set<String> past = ConcurrentHashMap.newKeySet();

    /** What is known of the person. */
    final Map<SplitRequest.Fact, String> facts = new ConcurrentHashMap<>();

    private final Map<String, Instant> until = new ConcurrentHashMap<>();
    final AtomicInteger failures = new AtomicInteger();

    /** Somebody paused: every touch is held for a quarter of an hour, again and again. */
    volatile boolean paused;

    volatile long instance;

    private final Map<String, CountDownLatch> keeping = new ConcurrentHashMap<>();
    private final List<CountDownLatch> kept = new CopyOnWriteArrayList<>();

    Journey() {
      this(UUID.randomUUID());
    }

    Journey(UUID id) {
      this.id = id;
    }

    /** What the gate answers to a step before it finally answers "sent". */
    void gate(String step, TouchResult result) {
      results.computeIfAbsent(step, key -> new ArrayDeque<>()).add(result);
    }

    /** The gate holds the step for this long before it answers anything else. */
    void hold(String step, Duration duration) {
      holds.computeIfAbsent(step, key -> new ArrayDeque<>()).add(duration);
    }

    /** Whoever comes to the touch first stays there until {@link #goOn}. */
    void keep(String step) {
      CountDownLatch latch = new CountDownLatch(1);
      kept.add(latch);
      keeping.put(step, latch);
    }

    /** Lets those who are kept go on. */
    void goOn() {
      kept.forEach(CountDownLatch::countDown);
    }

    private void stayAt(String step) {
      CountDownLatch latch = keeping.remove(step);
      if (latch == null) {
        return;
      }
      asked.add(step + " begun");
      try {
        latch.await();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("broken off", stopped);
      }
    }

    boolean over() {
      return asked.contains("ended");
    }
  }

  private Journey row(UUID enrolmentId) {
    Journey journey = journeys.get(enrolmentId);
    if (journey == null) {
      throw new IllegalStateException("No such enrolment");
    }
    return journey;
  }

  @Override
  public boolean claim(UUID enrolmentId, int attempt, long processInstanceKey) {
    Journey journey = row(enrolmentId);
    synchronized (journey) {
      boolean won = journey.instance == 0 || journey.instance == processInstanceKey;
      if (won) {
        journey.instance = processInstanceKey;
      }
      journey.asked.add(won ? "claim" : "claim lost");
      return won;
    }
  }

  @Override
  public TouchResult touch(TouchRequest request) {
    Journey journey = row(request.enrolmentId());
    if (journey.failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IllegalStateException("The gate cannot be asked now");
    }
    journey.touches.add(request);
    journey.stayAt(request.stepId());
    if (journey.paused) {
      journey.asked.add(request.stepId() + " paused");
      return new TouchResult(
          Outcome.HELD_UNTIL, "KILL_SWITCH", now.get().plus(Duration.ofMinutes(15)));
    }
    Deque<Duration> held = journey.holds.get(request.stepId());
    Duration hold = held == null ? null : held.poll();
    if (hold != null) {
      journey.asked.add(request.stepId() + " " + Outcome.HELD_UNTIL);
      return new TouchResult(Outcome.HELD_UNTIL, "QUIET_HOURS", now.get().plus(hold));
    }
    Deque<TouchResult> queued = journey.results.get(request.stepId());
    TouchResult result = queued == null ? null : queued.poll();
    if (result == null) {
      result = new TouchResult(Outcome.SENT, "SENT", null);
    }
    journey.asked.add(request.stepId() + " " + result.outcome());
    return result;
  }

  @Override
  public WaitResult waitUntil(UUID enrolmentId, String stepId) {
    Journey journey = row(enrolmentId);
    journey.asked.add("wait " + stepId);
    Instant until =
        journey.until.computeIfAbsent(
            stepId,
            step ->
                now.get()
                    .plus(
                        journey.waits.getOrDefault(
                            step, Duration.ofDays(step.equals("pause") ? 4 : 3))));
    return new WaitResult(until, !until.isAfter(now.get()), journey.past.contains(stepId));
  }

  @Override
  public String split(SplitRequest request) {
    Journey journey = row(request.enrolmentId());
    String path = request.path(journey.facts.getOrDefault(request.fact(), ""));
    journey.asked.add(request.stepId() + " takes " + path);
    return path;
  }

  @Override
  public SuggestionResult suggest(SuggestionRequest request) {
    Journey journey = row(request.enrolmentId());
    SuggestionResult result =
        journey.suggestions.getOrDefault(
            request.stepId(),
            new SuggestionResult(
                SuggestionResult.Outcome.SUGGESTED,
                "SUGGESTED",
                now.get().plus(request.answerWithin())));
    journey.asked.add(request.stepId() + " " + result.outcome());
    return result;
  }

  @Override
  public boolean claimEvent(UUID enrolmentId, UUID eventId) {
    boolean won = row(enrolmentId).events.add(eventId);
    row(enrolmentId).asked.add(won ? "event" : "event seen before");
    return won;
  }

  @Override
  public void exited(UUID enrolmentId, String reason) {
    row(enrolmentId).asked.add("exited " + reason);
  }

  @Override
  public void completed(UUID enrolmentId) {
    row(enrolmentId).asked.add("completed");
  }

  @Override
  public void ended(UUID enrolmentId, int attempt, long processInstanceKey) {
    Journey journey = row(enrolmentId);
    journey.asked.add(journey.instance == processInstanceKey ? "ended" : "another ended");
  }
}
