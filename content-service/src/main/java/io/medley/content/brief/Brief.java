package io.medley.content.brief;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A brief as it is stored.
 *
 * @param dueAt the end of its last day in its first market
 * @param writtenBy person, or {@code system:…} for a gap a campaign reported
 * @param endReason why it was cancelled, or what was said when it was closed; {@code null} before
 * @param rowVersion rises with every change
 */
public record Brief(
    BriefId id,
    BriefState state,
    BriefDraft wanted,
    Instant dueAt,
    String writtenBy,
    Instant writtenAt,
    Instant changedAt,
    @Nullable String endReason,
    long rowVersion) {

  /** Who makes it; empty until somebody was chosen. */
  public String agency() {
    return wanted.agency();
  }

  /** Whether its day has passed and nothing was delivered. */
  public boolean overdueAt(Instant now) {
    return (state == BriefState.OPEN || state == BriefState.IN_PRODUCTION) && !now.isBefore(dueAt);
  }
}
