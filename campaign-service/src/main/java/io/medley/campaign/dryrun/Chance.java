package io.medley.campaign.dryrun;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.zip.CRC32C;

/** Chance that is the same in every run: decided by a hash of who, where and what. */
final class Chance {

  private final String seed;

  Chance(String seed) {
    this.seed = seed;
  }

  /** True for this share of people, always the same ones. */
  boolean hits(int percent, UUID who, String what) {
    return number(who, what) < percent / 100.0;
  }

  /** A delay that is mostly short: half within a seventh of the most. */
  Duration delay(Duration most, UUID who, String what) {
    double number = number(who, what + "/delay");
    return Duration.ofSeconds(60 + (long) (most.toSeconds() * number * number * number));
  }

  /** From 0 to 1. */
  double number(UUID who, String what) {
    CRC32C hash = new CRC32C();
    hash.update((seed + "|" + who + "|" + what).getBytes(StandardCharsets.UTF_8));
    // A checksum of texts that differ in few bits differs in few bits: mix them.
    long mixed = hash.getValue() * 0x9E3779B97F4A7C15L;
    mixed ^= mixed >>> 32;
    mixed *= 0xD6E8FEB86659FD93L;
    return (mixed >>> 11) * 0x1.0p-53;
  }
}
