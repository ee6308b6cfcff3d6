package io.medley.campaign.touch;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.CRC32C;

/** Spreads what becomes possible at one instant, so that no audience moves at once. */
public final class ReleaseJitter {

  private ReleaseJitter() {}

  /** A delay from zero to the most; the same touch always has the same. */
  public static Duration of(SendKey key, Duration most) {
    if (most.isNegative() || most.isZero()) {
      return Duration.ZERO;
    }
    CRC32C hash = new CRC32C();
    hash.update(key.toString().getBytes(StandardCharsets.UTF_8));
    return Duration.ofMillis(hash.getValue() % (most.toMillis() + 1));
  }
}
