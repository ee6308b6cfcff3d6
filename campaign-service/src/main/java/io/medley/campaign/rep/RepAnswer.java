package io.medley.campaign.rep;

import io.medley.campaign.hcp.HcpId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One answer to a suggestion.
 *
 * @param person who answered
 * @param territory the HCP's territory then; null if it had none
 * @param reason of a dismissal; null otherwise
 * @param words in the person's own words; empty without any, and once the HCP was erased
 * @param until end of a snooze; null otherwise
 * @param effect what followed, in a sentence
 */
public record RepAnswer(
    UUID id,
    UUID suggestionId,
    HcpId hcp,
    String person,
    @Nullable String territory,
    Kind kind,
    @Nullable DismissReason reason,
    String words,
    @Nullable Instant until,
    String effect,
    Instant at) {

  /** Ways to answer. */
  public enum Kind {
    /** Will do it. */
    ACCEPTED,
    /** Will do something like it. */
    EDITED,
    /** Not today. */
    SNOOZED,
    /** Was done. */
    COMPLETED,
    /** Will not be done. */
    DISMISSED
  }
}
