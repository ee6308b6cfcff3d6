package io.medley.campaign.hcp;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether an HCP still practises. Who does not is never contacted. */
public enum HcpStatus {
  /** Practises. */
  ACTIVE,
  /** Practises no more. */
  RETIRED,
  /** Has died. */
  DECEASED;

  /** The status of this name, in any case; empty if there is none. */
  public static Optional<HcpStatus> parse(String text) {
    String word = text.strip().toUpperCase(Locale.ROOT);
    return Arrays.stream(values()).filter(status -> status.name().equals(word)).findFirst();
  }
}
