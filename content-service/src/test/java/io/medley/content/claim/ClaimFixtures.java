package io.medley.content.claim;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** Claims in words. */
public final class ClaimFixtures {

  private ClaimFixtures() {}

  /** An approved claim of zelvaro in English, usable everywhere and without end. */
  public static ClaimVersion aClaim(String id, String... wordings) {
    return new ClaimVersion(
        id,
        1,
        "zelvaro",
        ClaimState.APPROVED,
        List.of(),
        List.of(),
        LocalDate.of(2026, 1, 1),
        null,
        false,
        Arrays.stream(wordings).map(text -> wording("en-GB", text)).toList(),
        List.of(),
        "cora.coordinator",
        List.of("max.medical", "rhea.regulatory"));
  }

  /** A wording for everybody everywhere. */
  public static ClaimWording wording(String language, String text) {
    return new ClaimWording(language, text, List.of(), List.of(), List.of());
  }
}
