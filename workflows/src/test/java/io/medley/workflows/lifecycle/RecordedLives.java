package io.medley.workflows.lifecycle;

import io.medley.workflows.OnTheEngine.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Lifecycle steps that record what the model asks. */
public class RecordedLives implements LifecycleSteps {

  private final Map<UUID, Life> lives = new ConcurrentHashMap<>();

  /** A version that expires after this time. */
  Life expiringIn(Duration duration) {
    Life life = new Life(Time.now().plus(duration));
    lives.put(life.id, life);
    return life;
  }

  /** The life of one version. */
  static final class Life {
    final UUID id = UUID.randomUUID();
    final List<String> asked = new CopyOnWriteArrayList<>();
    volatile Instant expiresAt;
    volatile long instance;

    Life(Instant expiresAt) {
      this.expiresAt = expiresAt;
    }
  }

  private Life row(UUID versionId) {
    Life life = lives.get(versionId);
    if (life == null) {
      throw new IllegalStateException("No such version");
    }
    return life;
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
  public void expiryNear(UUID versionId, int days) {
    row(versionId).asked.add("expiryNear " + days);
  }

  @Override
  public void expired(UUID versionId) {
    row(versionId).asked.add("expired");
  }

  @Override
  public void withdrawn(UUID versionId, UUID eventId) {
    row(versionId).asked.add("withdrawn " + eventId);
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
}
