package io.medley.platform.wrong;

import java.time.Instant;

/** Time from nowhere. */
public final class TellsTheTimeItself {

  public Instant now() {
    return Instant.now();
  }
}
