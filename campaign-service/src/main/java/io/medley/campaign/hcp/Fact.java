package io.medley.campaign.hcp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is believed of an HCP, and why.
 *
 * @param id of the stored fact; 0 for one that is computed when it is read
 * @param name e.g. {@code preferred_channel} or {@code topic:dosing}
 * @param value as its source gave it
 * @param basis what it rests on
 * @param source which system or person gave it
 * @param confidence 0 to 1, as the source rates it
 * @param observedAt when it was so
 * @param consentScope purpose the HCP must have agreed to before it may be used; null = none needed
 * @param mutedWhy why it is not used; null unless it is muted
 */
public record Fact(
    long id,
    String name,
    String value,
    Basis basis,
    String source,
    double confidence,
    Instant observedAt,
    @Nullable String consentScope,
    @Nullable String mutedWhy) {

  /** Whether it was set aside, because somebody said it is wrong. */
  public boolean muted() {
    return mutedWhy != null;
  }
}
