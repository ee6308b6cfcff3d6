package io.medley.campaign.rejected;

import java.time.Instant;

/** Takes business time from the machine. */
public final class ReadsTheWallClock {

  /** The forbidden act. */
  public Instant now() {
    return Instant.now();
  }
}
