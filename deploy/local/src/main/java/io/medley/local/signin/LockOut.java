package io.medley.local.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Locks an account for a while after wrong passwords in a row and raises one alarm each time (21
 * CFR 11.300(d)). The right password does not open a locked account either.
 */
final class LockOut {

  /** Wrong passwords within {@link #WITHIN} that lock an account. */
  static final int ATTEMPTS = 5;

  static final Duration WITHIN = Duration.ofMinutes(15);
  static final Duration LOCKED = Duration.ofMinutes(15);

  private final Clock clock;
  private final Consumer<String> alarm;
  private final Map<String, Deque<Instant>> failures = new HashMap<>();
  private final Map<String, Instant> lockedUntil = new HashMap<>();

  /**
   * @param alarm is told in one sentence which account was locked
   */
  LockOut(Clock clock, Consumer<String> alarm) {
    this.clock = clock;
    this.alarm = alarm;
  }

  /** True while the account is locked. */
  synchronized boolean isLocked(String user) {
    Instant until = lockedUntil.get(user);
    if (until == null) {
      return false;
    }
    if (clock.instant().isBefore(until)) {
      return true;
    }
    lockedUntil.remove(user);
    return false;
  }

  /** A wrong password was typed. */
  synchronized void failed(String user) {
    if (isLocked(user)) {
      return;
    }
    Instant now = clock.instant();
    Deque<Instant> recent = failures.computeIfAbsent(user, name -> new ArrayDeque<>());
    recent.addLast(now);
    while (recent.getFirst().isBefore(now.minus(WITHIN))) {
      recent.removeFirst();
    }
    if (recent.size() >= ATTEMPTS) {
      failures.remove(user);
      lockedUntil.put(user, now.plus(LOCKED));
      alarm.accept(
          "The account %s is locked until %s: %d wrong passwords within %d minutes."
              .formatted(user, now.plus(LOCKED), ATTEMPTS, WITHIN.toMinutes()));
    }
  }

  /** The right password was typed. */
  synchronized void succeeded(String user) {
    failures.remove(user);
  }
}
