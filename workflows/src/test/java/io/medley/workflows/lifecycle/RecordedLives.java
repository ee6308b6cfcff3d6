package io.medley.workflows.lifecycle;

import io.medley.workflows.OnTheEngine.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Lifecycle steps that record what the model asks and answer as each test says. */
public class RecordedLives implements LifecycleSteps {

  private final Map<UUID, Life> lives = new ConcurrentHashMap<>();

  /** A version that expires after this time. */
  Life expiringIn(Duration duration) {
    Life life = new Life(Time.now().plus(duration));
    lives.put(life.id, life);
    return life;
  }

  /** The life of one version: its row, its answers and what was asked. */
  static final class Life {
    final UUID id = UUID.randomUUID();
    final List<String> asked = new CopyOnWriteArrayList<>();
    final Map<UUID, Task> tasks = new ConcurrentHashMap<>();
    final Map<UUID, BasisFacts> facts = new ConcurrentHashMap<>();
    final Map<UUID, BasisResponse> responses = new ConcurrentHashMap<>();
    final List<String> channels = new CopyOnWriteArrayList<>();
    volatile Instant expiresAt;
    volatile long instance;
    volatile boolean expiryDecided;

    Life(Instant expiresAt) {
      this.expiresAt = expiresAt;
    }

    BasisResponse response(UUID event) {
      return Objects.requireNonNull(responses.get(event), "not decided yet");
    }

    private Task task(UUID taskId) {
      return Objects.requireNonNull(tasks.get(taskId), "no such task");
    }

    /** The newest task of a kind. */
    Task task(LifeTask.Kind kind, String subject) {
      return tasks.values().stream()
          .filter(task -> task.kind == kind && task.subject.equals(subject))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no task " + kind + " " + subject));
    }
  }

  /** A row of something a person has to do. */
  static final class Task {
    final UUID id = UUID.randomUUID();
    final LifeTask.Kind kind;
    final String subject;
    final Deque<String> returns = new ArrayDeque<>();
    volatile boolean recorded;

    Task(LifeTask.Kind kind, String subject) {
      this.kind = kind;
      this.subject = subject;
    }

    /** What record-task answers before it finally finds a decision. */
    void notDecidedYet(String reason) {
      returns.add(reason);
    }
  }

  private Life row(UUID versionId) {
    Life life = lives.get(versionId);
    if (life == null) {
      throw new IllegalStateException("No such version");
    }
    return life;
  }

  private LifeTask open(Life life, LifeTask.Kind kind, String subject) {
    Task task =
        life.tasks.values().stream()
            .filter(one -> one.kind == kind && one.subject.equals(subject))
            .findFirst()
            .orElseGet(
                () -> {
                  Task fresh = new Task(kind, subject);
                  life.tasks.put(fresh.id, fresh);
                  return fresh;
                });
    return new LifeTask(
        task.id,
        LifeTask.candidateGroup("coordinate", "GB"),
        Time.now().plus(Duration.ofDays(10)),
        Time.now().plus(Duration.ofMinutes(15)),
        new LifeTask.Display(
            "Launch e-mail", "GB-1", "1.0", "GB", "2027-01-01", "What now?", List.of(), "/", "/"));
  }

  @Override
  public boolean claim(UUID versionId, int attempt, long processInstanceKey) {
    Life life = row(versionId);
    synchronized (life) {
      boolean won = life.instance == 0 || life.instance == processInstanceKey;
      if (won) {
        life.instance = processInstanceKey;
      }
      life.asked.add(won ? "claim" : "claim lost");
      return won;
    }
  }

  @Override
  public LifecycleDates dates(UUID versionId) {
    Life life = row(versionId);
    life.asked.add("dates");
    return new LifecycleDates(
        life.expiresAt.minus(Duration.ofDays(90)),
        life.expiresAt.minus(Duration.ofDays(30)),
        life.expiresAt);
  }

  @Override
  public Optional<LifeTask> expiryNear(UUID versionId, int days) {
    Life life = row(versionId);
    Optional<LifeTask> task =
        life.expiryDecided
            ? Optional.empty()
            : Optional.of(open(life, LifeTask.Kind.EXPIRY, "expiry"));
    life.asked.add("expiryNear " + days);
    return task;
  }

  @Override
  public BasisFacts basisFacts(UUID versionId, UUID eventId) {
    return Objects.requireNonNull(row(versionId).facts.get(eventId));
  }

  @Override
  public Optional<LifeTask> respond(UUID versionId, UUID eventId, BasisResponse response) {
    Life life = row(versionId);
    life.responses.put(eventId, response);
    Optional<LifeTask> task =
        response.response() == BasisResponse.Response.NOTE
            ? Optional.empty()
            : Optional.of(open(life, LifeTask.Kind.RECONSIDERATION, eventId.toString()));
    life.asked.add("respond " + response.response());
    return task;
  }

  @Override
  public LifeTask recertify(UUID versionId, UUID eventId) {
    Life life = row(versionId);
    LifeTask task = open(life, LifeTask.Kind.RECERTIFICATION, eventId.toString());
    life.asked.add("recertify");
    return task;
  }

  @Override
  public List<LifeTask> withdrawn(UUID versionId, UUID eventId) {
    Life life = row(versionId);
    List<LifeTask> recalls =
        life.channels.stream()
            .map(channel -> open(life, LifeTask.Kind.ACKNOWLEDGEMENT, channel))
            .toList();
    life.asked.add("withdrawn " + eventId);
    return recalls;
  }

  @Override
  public void taskOverdue(UUID taskId) {
    Life life = of(taskId).orElseThrow();
    life.asked.add("taskOverdue " + life.task(taskId).subject);
  }

  @Override
  public LifeTask closeOut(UUID versionId, UUID eventId) {
    Life life = row(versionId);
    LifeTask task = open(life, LifeTask.Kind.CLOSE_OUT, eventId.toString());
    life.asked.add("closeOut");
    return task;
  }

  @Override
  public TaskCheck recordTask(UUID taskId, @Nullable String formDecision) {
    Life life = of(taskId).orElseThrow();
    Task task = life.task(taskId);
    String returned = task.returns.poll();
    if (returned != null) {
      life.asked.add("recordTask " + task.kind + " returned");
      return TaskCheck.returned(returned);
    }
    task.recorded = true;
    life.asked.add("recordTask " + task.kind + " " + formDecision);
    return TaskCheck.done();
  }

  @Override
  public Optional<LifeTaskState> task(UUID taskId) {
    return of(taskId)
        .map(
            life ->
                new LifeTaskState(
                    life.task(taskId).kind, life.instance, !life.task(taskId).recorded));
  }

  @Override
  public void expired(UUID versionId) {
    row(versionId).asked.add("expired");
  }

  @Override
  public void superseded(UUID versionId, UUID eventId) {
    row(versionId).asked.add("superseded " + eventId);
  }

  @Override
  public void ended(UUID versionId, int attempt, long processInstanceKey) {
    Life life = row(versionId);
    life.asked.add(life.instance == processInstanceKey ? "ended" : "another ended");
  }

  private Optional<Life> of(UUID taskId) {
    return lives.values().stream().filter(life -> life.tasks.containsKey(taskId)).findFirst();
  }
}
