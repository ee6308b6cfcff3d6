package io.medley.campaign.consent;

import io.medley.campaign.hcp.HcpId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An HCP was asked to agree, by a mail with a link to confirm.
 *
 * @param lapsesAt after this instant it can no longer be confirmed
 * @param mailedAt when the mail was taken; null until then
 * @param refusedWhy why the mail will never be taken; null unless it was refused
 * @param confirmedAt when the HCP confirmed; null until then
 */
public record ConsentRequest(
    UUID id,
    HcpId hcp,
    String channel,
    String purpose,
    String textVersion,
    Instant requestedAt,
    String requestedBy,
    Instant lapsesAt,
    @Nullable Instant mailedAt,
    @Nullable String refusedWhy,
    @Nullable Instant confirmedAt) {

  /** Where it stands. */
  public enum State {
    /** The mail has not left yet. */
    TO_BE_MAILED,
    /** Nothing was heard yet. */
    WAITING,
    /** The HCP confirmed. */
    CONFIRMED,
    /** The HCP did not confirm in time. */
    LAPSED,
    /** The mail was refused for good. */
    UNDELIVERABLE
  }

  /** Where it stands at the instant. */
  public State state(Instant now) {
    if (confirmedAt != null) {
      return State.CONFIRMED;
    }
    if (refusedWhy != null) {
      return State.UNDELIVERABLE;
    }
    if (!now.isBefore(lapsesAt)) {
      return State.LAPSED;
    }
    return mailedAt == null ? State.TO_BE_MAILED : State.WAITING;
  }
}
