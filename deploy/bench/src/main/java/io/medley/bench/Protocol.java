package io.medley.bench;

import java.time.Duration;

/**
 * How long and how often is measured.
 *
 * @param warm before anything counts
 * @param arm one measurement
 * @param pairs of measurements
 */
public record Protocol(Duration warm, Duration arm, int pairs) {

  /** The protocol figures are published by. */
  public static Protocol full() {
    return new Protocol(Duration.ofSeconds(60), Duration.ofSeconds(30), 5);
  }

  /** Good for magnitudes: minutes instead of the better part of an hour. */
  public static Protocol quick() {
    return new Protocol(Duration.ofSeconds(5), Duration.ofSeconds(3), 3);
  }
}
