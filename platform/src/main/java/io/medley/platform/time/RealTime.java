package io.medley.platform.time;

import java.time.Instant;

/**
 * The wall clock of the machine, for what business time must not move: leases, provider time-outs,
 * sessions, tokens, {@code auth_time}. Everything else takes the injected {@link java.time.Clock}.
 */
public interface RealTime {

  /** Now, by the machine. */
  Instant now();

  /** Nanoseconds that only ever rise; for measuring, never for storing. */
  default long nanoTime() {
    return System.nanoTime();
  }

  /** The machine's clock. */
  static RealTime system() {
    return () -> Instant.ofEpochMilli(System.currentTimeMillis());
  }
}
