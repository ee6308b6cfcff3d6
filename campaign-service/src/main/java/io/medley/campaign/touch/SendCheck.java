package io.medley.campaign.touch;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What content-service's checks said of a version when they were asked last: against the rule
 * packs, labels, claims and registrations of that day.
 *
 * @param runId the check run it stands in at content-service
 * @param packVersion rule packs it was checked against
 * @param verdict {@code CLEARED}, {@code REVIEW} or {@code BLOCKED}; people have already decided on
 *     what is to be reviewed, so only the last stops a send
 * @param blocking what blocks it, in sentences
 * @param at when it was checked; business time of content-service
 */
public record SendCheck(
    UUID runId, String packVersion, String verdict, List<String> blocking, Instant at) {

  private static final String BLOCKED = "BLOCKED";

  /** Copies the list. */
  public SendCheck {
    blocking = List.copyOf(blocking);
  }

  /** Whether the version may not be sent. */
  public boolean blocked() {
    return verdict.equals(BLOCKED);
  }

  /** Why not, in one sentence part. */
  String why() {
    return "today's checks block it (%s, rules %s)"
        .formatted(blocking.isEmpty() ? "without a finding" : blocking.getFirst(), packVersion);
  }
}
